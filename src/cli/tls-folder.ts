import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SERVER_NAMES } from '../emulator/tls/server-names.js';
import { writePrivateFile } from '../output/private-file.js';

/** Certificates of an emulator that stand in a folder. */
export interface TlsFolder {
  readonly cert: string;
  readonly key: string;
  /** The CA's certificate, which clients have to trust. */
  readonly caFile: string;
}

const CA = 'ca.pem';
const CHAIN = 'server.pem';
const KEY = 'server-key.pem';
const DAY_MS = 86_400_000;

/**
 * The certificates in a folder, made anew where there are none, or none that hold for another day: what trusts the CA once trusts
 * it at the next start, too. Throws `OutputError`.
 */
export async function tlsFolder(given: string, cwd: string, now: Date): Promise<TlsFolder> {
  const folder = resolve(cwd, given);
  const caFile = join(folder, CA);
  const kept = readKept(folder, now);
  if (kept !== undefined) return { ...kept, caFile };
  const { makeCertificates } = await import('../emulator/tls/make-certificates.js');
  const { ca, chain, key } = makeCertificates(SERVER_NAMES, now);
  writePrivateFile(join(folder, KEY), key);
  writePrivateFile(join(folder, CHAIN), chain);
  writePrivateFile(caFile, ca);
  return { cert: chain, key, caFile };
}

function readKept(folder: string, now: Date): { cert: string; key: string } | undefined {
  try {
    const [ca, cert, key] = [CA, CHAIN, KEY].map((name) => readFileSync(join(folder, name), 'utf8')) as [
      string,
      string,
      string,
    ];
    const server = new X509Certificate(cert);
    const good =
      server.verify(new X509Certificate(ca).publicKey) &&
      server.checkPrivateKey(createPrivateKey(key)) &&
      new Date(server.validTo).getTime() - now.getTime() > DAY_MS;
    return good ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}
