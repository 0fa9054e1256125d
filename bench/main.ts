import { benchContract } from './contract.js';
import { benchEngines } from './engines.js';

process.stdout.write(`${await benchContract()}\n\n${await benchEngines()}\n`);
process.exit();
