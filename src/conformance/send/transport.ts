import { isLoopbackHost } from '../../network/loopback.js';

/**
 * Why a request to this URL must not be sent, or undefined when it may: rule `endpoint.https`, HTTP is not for production.
 * Plain HTTP is for this machine alone, unless the user allowed it.
 */
export function plainHttpRefusal(url: string, allowHttp: boolean): string | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || allowHttp || isLoopbackHost(hostname)) return undefined;
  return (
    `plain HTTP to ${hostname}, which is not this machine, is refused (rule endpoint.https): ` +
    'secrets and photos would travel unencrypted; use https://, or set "allow_http: true" in the target file'
  );
}
