import type { LimitSettings } from './types.js';

const DEFAULTS: LimitSettings = {
  mode: 'saturate',
  maxLevel: 200,
  maxRequests: 10_000,
  maxSaturatedMs: 60_000,
  settleMs: 250,
  idleMs: 2_000,
};

const SMALLEST: Readonly<Record<Exclude<keyof LimitSettings, 'mode'>, number>> = {
  maxLevel: 1,
  maxRequests: 10,
  maxSaturatedMs: 1,
  settleMs: 0,
  idleMs: 0,
};

/** Full settings from partial ones. Throws a RangeError that names the setting, what was found and what is expected. */
export function limitSettings(partial: Partial<LimitSettings>): LimitSettings {
  const settings = { ...DEFAULTS, ...partial };
  for (const key of Object.keys(SMALLEST) as (keyof typeof SMALLEST)[]) {
    const value = settings[key];
    if (!Number.isInteger(value) || value < SMALLEST[key]) {
      throw new RangeError(`limit search: ${key} is ${value}; expected a whole number from ${SMALLEST[key]} on`);
    }
  }
  return settings;
}
