/** Does every task, whatever fails of the others. Throws what failed; an `AggregateError` where several did, a line of its message for each. */
export function doAll(tasks: readonly (() => void)[]): void {
  const failures = tasks.flatMap((task): unknown[] => {
    try {
      task();
      return [];
    } catch (failure) {
      return failure instanceof AggregateError ? failure.errors : [failure];
    }
  });
  if (failures.length === 0) return;
  throw failures.length === 1
    ? failures[0]
    : new AggregateError(failures, failures.map((one) => (one instanceof Error ? one.message : one)).join('\n'));
}
