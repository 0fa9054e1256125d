import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

export default [
  { rule: 'endpoint.post', name: 'a valid liveness-only request', expect: '200 token' },
  { rule: 'endpoint.post', name: 'a valid request with an own photo', base: 'own-photo', expect: '200 token' },
  { rule: 'endpoint.post', name: 'a valid request with a name and an identity number', base: 'data-source', expect: '200 token' },

  { rule: 'endpoint.form', name: 'multipart without a file', expect: '200 token' },
  { rule: 'endpoint.form', name: 'multipart with a file', base: 'own-photo', expect: '200 token' },
  { rule: 'endpoint.form', name: 'urlencoded, liveness only', form: 'urlencoded', expect: '200 token' },
  { rule: 'endpoint.form', name: 'urlencoded with a charset in the header', form: 'urlencoded; charset=UTF-8', expect: '200 token' },
  { rule: 'endpoint.form', name: 'urlencoded with a Chinese name', base: 'data-source', form: 'urlencoded', expect: '200 token' },
  { rule: 'endpoint.form', name: 'urlencoded with &, =, + and % in a value', form: 'urlencoded', with: { biz_extra_data: 'a&b=c+d%20e' }, expect: '200 token' },
  { rule: 'endpoint.form', name: 'multipart with &, =, + and % in a value', with: { biz_extra_data: 'a&b=c+d%20e' }, expect: '200 token' },
  { rule: 'endpoint.form', name: 'multipart with line breaks and quotes in a value', with: { biz_extra_data: 'first line\r\nsecond "line"\r\n\r\n--third' }, expect: '200 token' },

  { rule: 'endpoint.not-found', name: 'a name one letter too long', path: '/faceid/liveness/v2/get_tokens', expect: '404 API_NOT_FOUND' },
  { rule: 'endpoint.not-found', name: 'a name that does not exist', path: '/faceid/liveness/v2/no_such_api', expect: '404 API_NOT_FOUND' },
  { rule: 'endpoint.not-found', name: 'a product that does not exist', path: '/faceid/no_such_product/v1/get_token', expect: '404 API_NOT_FOUND' },

  { rule: 'endpoint.method', name: 'GET', method: 'GET', expect: 'observe' },
  { rule: 'endpoint.method', name: 'HEAD', method: 'HEAD', expect: 'observe' },
  { rule: 'endpoint.method', name: 'OPTIONS', method: 'OPTIONS', expect: 'observe' },
  { rule: 'endpoint.method', name: 'PUT with a valid form', method: 'PUT', expect: 'observe' },
  { rule: 'endpoint.method', name: 'PATCH with a valid form', method: 'PATCH', expect: 'observe' },
  { rule: 'endpoint.method', name: 'DELETE', method: 'DELETE', expect: 'observe' },

  { rule: 'endpoint.https', name: 'HTTPS to a host on the internet', kind: 'harness', url: 'https://api.megvii.com', expect: 'accepted' },
  { rule: 'endpoint.https', name: 'plain HTTP to a host on the internet', kind: 'harness', url: 'http://api.megvii.com', expect: 'refused' },
  { rule: 'endpoint.https', name: 'plain HTTP to a host whose name begins like loopback', kind: 'harness', url: 'http://127.0.0.1.example.com', expect: 'refused' },
  { rule: 'endpoint.https', name: 'plain HTTP to a private address', kind: 'harness', url: 'http://10.0.0.1:8080', expect: 'refused' },
  { rule: 'endpoint.https', name: 'plain HTTP where the target file allows it', kind: 'harness', url: 'http://10.0.0.1:8080', allowHttp: true, expect: 'accepted' },
  { rule: 'endpoint.https', name: 'plain HTTP to 127.0.0.1', kind: 'harness', url: 'http://127.0.0.1:8080', expect: 'accepted' },
  { rule: 'endpoint.https', name: 'plain HTTP to localhost', kind: 'harness', url: 'http://localhost:8080', expect: 'accepted' },
] as const satisfies readonly Scenario<RuleId>[];
