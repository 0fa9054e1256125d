import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

/** A CA of its own and a server certificate that it signed, as PEM texts. The key of the CA is forgotten: it signs nothing else. */
export interface Certificates {
  readonly ca: string;
  /** The server's certificate, then the CA's. */
  readonly chain: string;
  /** Of the server. */
  readonly key: string;
}

const LIFE_DAYS = 365;
const DAY_MS = 86_400_000;

/** Makes both, valid from a day ago, as clocks differ, for a year. */
export function makeCertificates(names: readonly string[], now: Date): Certificates {
  const [caKeys, keys] = [newKeys(), newKeys()];
  const serial = randomBytes(4).toString('hex');
  const ca = certificate(`Facegate emulator CA ${serial}`, `Facegate emulator CA ${serial}`, caKeys.publicKey, now);
  ca.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  ca.sign(caKeys.privateKey, forge.md.sha256.create());
  const server = certificate(names[0]!, `Facegate emulator CA ${serial}`, keys.publicKey, now);
  server.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: names.map((name) => (/^[\d.]+$|:/.test(name) ? { type: 7, ip: name } : { type: 2, value: name })),
    },
    { name: 'authorityKeyIdentifier', keyIdentifier: ca.generateSubjectKeyIdentifier().getBytes() },
    { name: 'subjectKeyIdentifier' },
  ]);
  server.sign(caKeys.privateKey, forge.md.sha256.create());
  const [caPem, serverPem] = [ca, server].map((one) => forge.pki.certificateToPem(one).replaceAll('\r', ''));
  return {
    ca: caPem!,
    chain: `${serverPem}${caPem}`,
    key: forge.pki.privateKeyToPem(keys.privateKey).replaceAll('\r', ''),
  };
}

/** Node's own generator takes milliseconds where that of the library takes seconds. */
function newKeys(): forge.pki.rsa.KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKey: forge.pki.privateKeyFromPem(privateKey), publicKey: forge.pki.publicKeyFromPem(publicKey) };
}

function certificate(subject: string, issuer: string, key: forge.pki.rsa.PublicKey, now: Date): forge.pki.Certificate {
  const made = forge.pki.createCertificate();
  made.publicKey = key;
  // Of a positive number the first bit is 0.
  made.serialNumber = `01${randomBytes(15).toString('hex')}`;
  made.validity.notBefore = new Date(now.getTime() - DAY_MS);
  made.validity.notAfter = new Date(now.getTime() + LIFE_DAYS * DAY_MS);
  made.setSubject([{ name: 'commonName', value: subject }]);
  made.setIssuer([{ name: 'commonName', value: issuer }]);
  return made;
}
