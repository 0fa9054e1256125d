const TLS_VERSIONS = ['1.0', '1.1', '1.2', '1.3'];
const OCSP_STATUSES = ['good', 'revoked', 'server_failed', 'unknown'];
const OCSP_REASONS = [
  'unspecified',
  'key_compromise',
  'ca_compromise',
  'affiliation_changed',
  'superseded',
  'cessation_of_operation',
  'certificate_hold',
  'remove_from_crl',
  'privilege_withdrawn',
  'aa_compromise',
];

/** The constants of `k6/http`: what `tls_version`, `ocsp.status` and `ocsp.revocation_reason` of a response may be. */
export const CONSTANTS: Readonly<Record<string, string>> = Object.fromEntries([
  ...TLS_VERSIONS.map((version) => [`TLS_${version.replace('.', '_')}`, `tls${version}`]),
  ...OCSP_STATUSES.map((status) => [`OCSP_STATUS_${status.toUpperCase()}`, status]),
  ...OCSP_REASONS.map((reason) => [`OCSP_REASON_${reason.toUpperCase()}`, reason]),
]);
