import { isLoopbackHost } from '../../network/loopback.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';

/**
 * Why a request to this URL must not be sent, or undefined when it may: rule `endpoint.https`, HTTP is not for production.
 * Plain HTTP is for this machine alone, unless the user allowed it.
 */
export function plainHttpRefusal(url: string, allowHttp: boolean): string | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || allowHttp || isLoopbackHost(hostname)) return undefined;
  return say('plainHttp', { host: hostname });
}
