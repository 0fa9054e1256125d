import { test } from '@playwright/test';

for (let number = 0; number < Number(process.env.FACEGATE_BENCH_CASES); number += 1)
  test(`case ${number}`, () => undefined);
