import { expect, it } from 'vitest';
import { parseListen } from './listen-address.js';

it.each([
  ['127.0.0.1:8028', { host: '127.0.0.1', port: 8028 }],
  ['localhost:1', { host: 'localhost', port: 1 }],
  ['[::1]:65535', { host: '::1', port: 65535 }],
  ['127.0.0.1:0', undefined], // the public address must know the port
  ['127.0.0.1:65536', undefined],
  ['127.0.0.1', undefined],
  [':8028', undefined],
  ['::1:8028', undefined], // where does the host end?
  ['http://127.0.0.1:8028', undefined],
  ['127.0.0.1:80x', undefined],
])('%s', (text, address) => {
  expect(parseListen(text)).toEqual(address);
});
