import { expect, it } from 'vitest';
import { ConfigError, FacegateError, InterruptedError, MachineError, UnreachableError, UsageError } from './errors.js';

it.each([
  [new UsageError('x'), 'USAGE', 2],
  [new ConfigError(['x']), 'CONFIG', 2],
  [new UnreachableError('x'), 'UNREACHABLE', 3],
  [new MachineError('x'), 'MACHINE', 5],
  [new InterruptedError('x'), 'INTERRUPTED', 130],
])('%s carries its code and how the process ends', (error, code, exitCode) => {
  expect(error).toBeInstanceOf(FacegateError);
  expect(error).toMatchObject({ code, exitCode, message: 'x', name: error.constructor.name });
});

it('keeps what caused it', () => {
  const cause = new Error('below');
  expect(new UsageError('x', { cause }).cause).toBe(cause);
  expect(new ConfigError(['a', 'b'], { cause })).toMatchObject({ cause, message: 'a\nb', problems: ['a', 'b'] });
});
