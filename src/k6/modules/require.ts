import { parseHtml } from '../http/html.js';
import { missingModule } from '../offered.js';
import type { ScriptVu } from '../script-vu.js';
import { WAITING_MODULE, waitingModule } from '../waiting/module.js';
import { cryptoModule } from './crypto.js';
import { dataModule } from './data.js';
import { encodingModule } from './encoding.js';
import { executionModule } from './execution.js';
import { httpModule } from './http.js';
import { k6Module } from './k6.js';
import { metricsModule } from './metrics.js';
import { secretsModule } from './secrets.js';
import type { VuTimers } from './timers.js';

/** The script's `require`: k6's modules, made for this VU when it first asks for them. */
export function requireFor(vu: ScriptVu, timers: VuTimers): (name: string) => unknown {
  const makers: Readonly<Record<string, () => Record<string, unknown>>> = {
    k6: () => k6Module(vu),
    'k6/http': () => httpModule(vu),
    'k6/metrics': () => metricsModule(vu),
    'k6/execution': () => executionModule(vu),
    'k6/data': () => dataModule(vu),
    'k6/encoding': () => encodingModule(),
    'k6/crypto': () => cryptoModule(),
    'k6/html': () => ({
      parseHTML: (text?: unknown) => parseHtml(text === undefined || text === null ? '' : String(text), ''),
    }),
    'k6/secrets': () => secretsModule(vu.environment.secrets),
    'k6/timers': () => {
      const { setTimeout, clearTimeout, setInterval, clearInterval } = timers;
      return { setTimeout, clearTimeout, setInterval, clearInterval };
    },
  };
  const made = new Map<string, object>();
  return (name) => {
    if (name === WAITING_MODULE) return waitingModule(vu.waiting);
    const maker = makers[name];
    if (maker === undefined) throw new Error(missingModule(name));
    let module = made.get(name);
    if (module === undefined) {
      const exported = maker();
      // With its getters as they are: some may be asked only in a running iteration.
      module = Object.defineProperties({}, Object.getOwnPropertyDescriptors(exported));
      // Out of sight of `import * as`, which in k6 has no default.
      Object.defineProperty(module, 'default', { value: exported });
      Object.defineProperty(module, '__esModule', { value: true });
      made.set(name, module);
    }
    return module;
  };
}
