import type { Secret } from '../../output/redactor.js';
import { ROLES, type Target } from './types.js';

/** The values of a target that must reach no file and no screen, for the redactor. */
export function targetSecrets({ credentials }: Pick<Target, 'credentials'>): Secret[] {
  return ROLES.flatMap((role) => {
    const pair = credentials[role];
    if ('missing' in pair) return [];
    return [
      { kind: 'api_key', value: pair.apiKey },
      { kind: 'api_secret', value: pair.apiSecret },
    ];
  });
}
