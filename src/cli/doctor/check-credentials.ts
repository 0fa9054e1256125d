import { longEnough } from '../../output/secret-forms.js';
import { allSecrets } from '../../run/target/secrets.js';
import { ROLES, type Target } from '../../run/target/types.js';
import { type Check, missing, ok, warning } from './check.js';

/** For which accounts the target has a key pair, and whether its values can be kept out of the reports. */
export function checkCredentials(target: Target): Check {
  const absent = ROLES.filter((role) => 'missing' in target.credentials[role]);
  const short = allSecrets(target).some((value) => !longEnough(value));
  if (absent.includes('full')) {
    return missing(
      'credentials',
      'none for the account "full": nearly nothing would be run',
      'add credentials.full to the target file',
    );
  }
  if (short) {
    return warning(
      'credentials',
      'a value of fewer than 4 characters cannot be kept out of reports',
      'use longer test values',
    );
  }
  if (absent.length === 0) return ok('credentials', `for ${ROLES.join(', ')}`);
  return warning(
    'credentials',
    `none for ${absent.join(', ')}: the scenarios of these accounts are not run`,
    `add ${absent.map((role) => `credentials.${role}`).join(', ')} to the target file`,
  );
}
