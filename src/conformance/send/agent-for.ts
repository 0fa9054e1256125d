import type { Agent } from 'node:http';
import { proxyTo } from '../../network/proxy.js';
import { TunnelAgent } from '../../network/tunnel.js';
import type { OutgoingRequest } from './types.js';

/**
 * Opens the connection of a request: one of its own for each, as a kept-alive one may be closed by the server just as it is used,
 * which cannot be told from a request that broke. `false` is Node's word for that. `signal` ends it.
 */
export function agentFor({ baseUrl, proxy }: OutgoingRequest, signal: AbortSignal): Agent | false {
  const through = proxyTo(new URL(baseUrl).hostname, proxy);
  return through === null ? false : new TunnelAgent(through, signal);
}
