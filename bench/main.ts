import { benchContract } from './contract.js';

process.stdout.write(`${await benchContract()}\n`);
process.exit();
