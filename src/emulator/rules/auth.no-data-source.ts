import { comparisonType } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const authNoDataSource: EmulatorRule = {
  id: 'auth.no-data-source',
  check: (request) =>
    comparisonType(request.form) === '1' && request.account?.dataSource === false
      ? { code: 'AUTHORIZATION_ERROR', argument: 'No data source permission.' }
      : undefined,
};
