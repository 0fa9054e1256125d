import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

export default [
  { rule: 'return_url.required', name: 'return_url left out', without: ['return_url'], expect: '400 MISSING_ARGUMENTS: return_url' },
  { rule: 'return_url.required', name: 'return_url left out, urlencoded', form: 'urlencoded', without: ['return_url'], expect: '400 MISSING_ARGUMENTS: return_url' },
  { rule: 'return_url.required', name: 'return_url left out, own photo', base: 'own-photo', without: ['return_url'], expect: '400 MISSING_ARGUMENTS: return_url' },
  { rule: 'return_url.required', name: 'return_url empty', with: { return_url: '' }, expect: ['400 MISSING_ARGUMENTS: return_url', '400 BAD_ARGUMENTS:return_url', '400 INVALID_ARGUMENTS: return_url'] },
  { rule: 'return_url.required', name: 'return_url left out, with a name and a number', base: 'data-source', without: ['return_url'], expect: '400 MISSING_ARGUMENTS: return_url' },
  { rule: 'return_url.required', name: 'return_url given', expect: '200 token' },

  { rule: 'return_url.format', name: 'no URL at all', with: { return_url: 'not-a-url' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a javascript: URL', with: { return_url: 'javascript:alert(1)' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a space', with: { return_url: ' ' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a path without a host', with: { return_url: '/return' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a scheme without a host', with: { return_url: 'https://' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'an FTP URL', with: { return_url: 'ftp://example.com/' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a plain-HTTP URL', with: { return_url: 'http://example.com/facegate' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a URL with a Chinese path', with: { return_url: 'https://example.com/返回' }, expect: 'observe' },
  { rule: 'return_url.format', name: 'a value of 4096 characters', with: { return_url: { chars: 4096, of: 'ascii' } }, expect: 'observe' },

  { rule: 'notify_url.required', name: 'notify_url left out', without: ['notify_url'], expect: '400 MISSING_ARGUMENTS: notify_url' },
  { rule: 'notify_url.required', name: 'notify_url left out, urlencoded', form: 'urlencoded', without: ['notify_url'], expect: '400 MISSING_ARGUMENTS: notify_url' },
  { rule: 'notify_url.required', name: 'notify_url left out, own photo', base: 'own-photo', without: ['notify_url'], expect: '400 MISSING_ARGUMENTS: notify_url' },
  { rule: 'notify_url.required', name: 'notify_url empty', with: { notify_url: '' }, expect: ['400 MISSING_ARGUMENTS: notify_url', '400 BAD_ARGUMENTS:notify_url', '400 INVALID_ARGUMENTS: notify_url'] },
  { rule: 'notify_url.required', name: 'notify_url left out, with a name and a number', base: 'data-source', without: ['notify_url'], expect: '400 MISSING_ARGUMENTS: notify_url' },
  { rule: 'notify_url.required', name: 'notify_url given', expect: '200 token' },

  { rule: 'notify_url.format', name: 'no URL at all', with: { notify_url: 'not-a-url' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a javascript: URL', with: { notify_url: 'javascript:alert(1)' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a space', with: { notify_url: ' ' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a path without a host', with: { notify_url: '/return' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a scheme without a host', with: { notify_url: 'https://' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'an FTP URL', with: { notify_url: 'ftp://example.com/' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a plain-HTTP URL', with: { notify_url: 'http://example.com/facegate' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a URL with a Chinese path', with: { notify_url: 'https://example.com/返回' }, expect: 'observe' },
  { rule: 'notify_url.format', name: 'a value of 4096 characters', with: { notify_url: { chars: 4096, of: 'ascii' } }, expect: 'observe' },
] as const satisfies readonly Scenario<RuleId>[];
