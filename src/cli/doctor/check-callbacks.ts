import type { Target } from '../../run/target/types.js';
import { type Check, ok, warning } from './check.js';

/** The only ports that the vendor's servers call back on, as its H5 pages say. */
const VENDOR_PORTS = ['443', '5000', '16003', '8883', '8028'];

/** Whether results of liveness can arrive; undefined when the target leaves callbacks out. */
export function checkCallbacks({ callbacks, loopback }: Target): Check | undefined {
  if (callbacks === null) return undefined;
  const { protocol, port } = new URL(callbacks.publicUrl);
  const used = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  if (loopback || VENDOR_PORTS.includes(used)) return ok('callbacks', `arrive at ${callbacks.publicUrl}`);
  return warning(
    'callbacks',
    `port ${used} of callbacks.public_url is none that the vendor calls back on`,
    `use one of the ports ${VENDOR_PORTS.join(', ')}`,
  );
}
