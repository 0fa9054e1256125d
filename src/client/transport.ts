/** Whether a host of a URL (as `URL.hostname` gives it) is this machine: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

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
