import type { getResult } from '../get-result/get-result.js';
import { commonSources, KNOWN_ERRORS_REASON } from './sources.js';
import type { Words } from './words.js';

const OPEN = '文档未规定';

/** GetResult in Chinese. */
export const getResultWords: Words<typeof getResult> = {
  name: 'GetResult',
  groups: { 'get-result': 'GetResult' },
  rules: {
    'get_result.get': [
      '以 api_key、api_secret 与回调的 biz_id 发出 GET，得到该次核验的结果',
      '200 并带有回调所携带的字段',
    ],
    'get_result.method': ['对该路径使用其他方法', OPEN],
    'get_result.api_key.required': ['api_key 必填', '400 MISSING_ARGUMENTS: api_key'],
    'get_result.api_secret.required': ['api_secret 必填', '400 MISSING_ARGUMENTS: api_secret'],
    'get_result.auth.mismatch': ['api_key 与 api_secret 不匹配', '403 AUTHENTICATION_ERROR'],
    'get_result.auth.denied': ['账号没有调用此 API 的权限', '403 AUTHORIZATION_ERROR:Denied.'],
    'get_result.biz_id.required': ['biz_id 必填', '400 MISSING_ARGUMENTS: biz_id'],
    'get_result.biz_id.unknown': ['从未给出过的 biz_id', '400 RESULT_NOT_FOUND'],
    'get_result.biz_id.other-account': ['其他账号核验的 biz_id', '文档未规定；涉及安全'],
    'get_result.get_image_type.default': ['get_image_type 不传或为 0：没有图片', 'images 不存在或为 null'],
    'get_result.get_image_type.values': [
      'get_image_type 为 1：images.image_best；为 2：另有 image_action1 …',
      '每项为 data:image/jpeg;base64, 形式的 JPEG，或为 null',
    ],
    'get_result.get_image_type.number': ['get_image_type 是数字', '400 BAD_ARGUMENTS:get_image_type'],
    'get_result.get_image_type.other': ['get_image_type 的其他数字', OPEN],
    'get_result.echo': ['biz_no 与 biz_extra_data 按传给 GetToken 的原样返回', '逐字节相同'],
    'get_result.same': ['biz_id、liveness_result 与 verify_result 与回调一致', '作为 JSON 相等'],
    'get_result.repeat': ['第二次查询同一次核验的结果', OPEN],
    'get_result.response.request_id': ['request_id 总是存在，是字符串，每个请求各不相同', '错误时也有'],
    'get_result.response.time_used': ['time_used 总是存在，是以毫秒计的整数，不大于从外部测得的时间', '错误时也有'],
    'get_result.response.error_message': ['error_message 在失败时为字符串，成功时不存在', '仅在失败时出现'],
    'get_result.known-errors': ['每个失败的错误码与状态码都在文档之中', '没有文档之外的错误码'],
  },
  questions: {
    'What do other HTTP methods on the path of GetResult get?': '对 GetResult 的路径使用其他 HTTP 方法得到什么结果？',
    'Is the result of another account told?': '是否会给出其他账号的结果？',
    'What does a get_image_type other than 0, 1 and 2 get?': 'get_image_type 取 0、1、2 以外的值得到什么结果？',
    'How often, and how long, can a result be asked for?': '一个结果可以查询多少次、多长时间？',
  },
  sources: {
    ...commonSources,
    'Errors: GetResult': 'GetResult 的错误信息',
    'The page says that the callbacks carry the fields of this answer.': '文档说明回调携带本返回值的字段。',
    '"For what it holds see the section on errors", says the row of error_message.': KNOWN_ERRORS_REASON,
  },
};
