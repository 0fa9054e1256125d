import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * The keys of the certificates in a PEM file, as Chromium takes them to trust what they signed: base64 of the SHA-256 of each public
 * key. `NODE_EXTRA_CA_CERTS` names such a file; Node heeds it, and a browser does not. None for a file that cannot be read.
 */
export function trustedKeys(file: string | undefined): string[] {
  if (file === undefined || file === '') return [];
  try {
    const found =
      readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
    return found.map((pem) => {
      const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
      return createHash('sha256').update(key).digest('base64');
    });
  } catch {
    return [];
  }
}
