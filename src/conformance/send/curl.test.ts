import { describe, expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { curlLine } from './curl.js';
import type { FormPart, OutgoingRequest } from './types.js';

const credential = { apiKey: 'the-key', apiSecret: 'the-secret' };
const text = (name: string, value: string, hides?: FormPart['hides']): FormPart => ({
  name,
  value: Buffer.from(value),
  ...(hides === undefined ? {} : { hides }),
});
const shape = getToken.answer;
const line = (parts: FormPart[], more: Partial<OutgoingRequest> = {}) =>
  curlLine(
    {
      baseUrl: 'https://api.example',
      proxy: null,
      method: 'POST',
      path: '/p',
      form: 'multipart',
      timeoutMs: 1,
      shape,
      parts,
      ...more,
    },
    'full',
    credential,
  );

describe('the line that repeats a request', () => {
  it.each<[FormPart, string]>([
    // part                                    what stands in the line
    [text('api_key', 'the-key', 'key'), '--form-string "api_key=$FACEID_API_KEY"'],
    [text('api_secret', 'the-secret', 'secret'), '--form-string "api_secret=$FACEID_API_SECRET"'],
    [text('api_secret', 'the-secre', 'secret'), '--form-string "api_secret=$WRONG_API_SECRET"'],
    [text('idcard_name', '王伟', 'name'), '--form-string "idcard_name=$IDCARD_NAME"'],
    [text('idcard_number', '110101199003070134', 'identity number'), '--form-string "idcard_number=$IDCARD_NUMBER"'],
    [text('biz_no', "it's"), "--form-string biz_no='it'\\''s'"],
    [text('api_key', '', 'key'), "--form-string api_key=''"],
    [{ name: 'idcard_name', value: Buffer.from('cdf5', 'hex') }, "--form-string idcard_name=$'\\xcd\\xf5'"],
    [text('idcard_number', '1101'), "--form-string idcard_number='1101'"],
    [text('a b', 'c'), "--form-string 'a b'='c'"],
  ])('%#', (part, expected) => {
    expect(line([part])).toContain(expected);
  });

  it('reads photos from their files', () => {
    const file = { name: 'one-face.jpg', type: 'image/jpeg' };
    const part = { name: 'image_ref1', value: Buffer.from('photo'), file, source: '/p/fixtures/images/one-face.jpg' };
    expect(line([part])).toContain("-F 'image_ref1=@/p/fixtures/images/one-face.jpg;type=image/jpeg'");
    expect(line([part])).not.toContain('photo=');
  });

  it('reads photos whose path has signs of curl and of the shell', () => {
    const file = { name: 'a;b.jpg', type: 'image/jpeg' };
    const part = { name: 'image_ref1', value: Buffer.from('photo'), file, source: "/my, photos/it's.jpg" };
    expect(line([part])).toContain(`-F 'image_ref1=@"/my, photos/it'\\''s.jpg";type=image/jpeg;filename="a;b.jpg"'`);
  });

  it('trust row 30: goes through the proxy of the target file, whose user stands as a variable', () => {
    const proxy = 'http://me:hidden@proxy.example:3128';
    expect(line([], { proxy })).toContain(
      `--proxytunnel --proxy 'http://proxy.example:3128' --proxy-user "$PROXY_USER"`,
    );
    expect(line([], { proxy })).not.toContain('hidden');
    expect(line([], { proxy: 'http://proxy.example:3128' })).not.toContain('--proxy-user');
    expect(line([], { proxy, baseUrl: 'http://127.0.0.1:8080' })).not.toContain('--proxy');
  });

  it('names the variables of the target file', () => {
    const request = {
      baseUrl: 'https://a',
      proxy: null,
      method: 'POST',
      path: '/',
      form: 'multipart',
      timeoutMs: 1,
      shape,
    } as const;
    const parts = [text('api_key', 'the-key', 'key'), text('api_secret', 'the-secret', 'secret')];
    const named = { ...credential, apiKeyVariable: 'MY_KEY', apiSecretVariable: 'MY_SECRET' };
    expect(curlLine({ ...request, parts }, 'denied', named)).toMatch(/"api_key=\$MY_KEY" .*"api_secret=\$MY_SECRET"/);
  });

  it('encodes urlencoded forms and names the other accounts', () => {
    expect(line([text('biz_no', 'a b')], { form: 'urlencoded' })).toBe(
      "curl -sS 'https://api.example/p' --data-urlencode biz_no='a b'",
    );
    const denied = curlLine(
      {
        baseUrl: 'https://a',
        proxy: null,
        method: 'POST',
        path: '/',
        form: 'multipart',
        timeoutMs: 1,
        shape,
        parts: [text('api_key', 'the-key', 'key')],
      },
      'denied',
      credential,
    );
    expect(denied).toContain('$FACEID_DENIED_API_KEY');
  });

  it('keeps the secret of a query in a variable', () => {
    const parts = [text('api_secret', 'the-secret', 'secret'), text('biz_id', '1,ab')];
    expect(line(parts, { method: 'GET', form: 'query', path: '/result' })).toBe(
      `curl -sS -G 'https://api.example/result' --data-urlencode "api_secret=$FACEID_API_SECRET" --data-urlencode biz_id='1,ab'`,
    );
  });

  it('asks for the head alone with a query, too', () => {
    expect(line([text('biz_id', 'x')], { method: 'HEAD', form: 'query' })).toContain("curl -sS -G -I 'https://");
    expect(line([text('biz_id', 'x')], { method: 'POST', form: 'query' })).toContain("curl -sS -G -X POST 'https://");
  });

  it('writes no digest of a hidden value where a form is written out whole', () => {
    const whole = (secret: string) => line([text('api_secret', secret, 'secret'), text('a=b', 'c')]);
    expect(whole('one-secret')).toBe(whole('another'));
    expect(whole('one-secret')).toContain('printf %s "$WRONG_API_SECRET"; ');
  });

  it.each([
    // parameter     its variable: a name the shell can have, and has not itself
    ['idcard_name', '$IDCARD_NAME'],
    ['id-number', '$ID_NUMBER'],
    ['uid', '$PARAMETER_UID'],
    ['姓名', '$PARAMETER_U59D3U540D'],
    ['1_a', '$PARAMETER_1_A'],
    ['_', '$PARAMETER__'],
  ])('names the variable of a person after the parameter %s', (name, variable) => {
    expect(line([text(name, '王伟', 'name')])).toMatch(new RegExp(`"?\\${variable}"$`));
  });

  it('writes JSON with its variables outside the quotes', () => {
    const parts = [text('api_key', 'the-key', 'key'), { ...text('count', '3'), type: 'number' as const }];
    expect(line(parts, { form: 'json' })).toContain(`-d '{"api_key":"'"$FACEID_API_KEY"'","count":3}'`);
  });
});
