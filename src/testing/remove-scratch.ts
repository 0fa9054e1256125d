import { afterAll } from 'vitest';
import { removeScratch } from '../cli/e2e/run-cli.fixture.js';

// Run before each test file, as files share their modules: what a module does as it is loaded happens once for all of them.
afterAll(removeScratch);
