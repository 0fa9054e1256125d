import type { callbacks } from '../callbacks/callbacks.js';
import { commonSources } from './sources.js';
import type { Words } from './words.js';

const BOTH = '见于 notify 与 return';

/** The callbacks in Chinese. */
export const callbacksWords: Words<typeof callbacks> = {
  name: '回调',
  groups: { callback: '两种回调携带的内容' },
  rules: {
    'callback.request_id': ['data 中有 request_id，是字符串', BOTH],
    'callback.biz_id': ['data 中有 biz_id，是字符串，notify 与 return 相同，每次核验不同', 'GetResult 所用的 id'],
    'callback.time_used': ['data 中有 time_used，是以毫秒计的整数', BOTH],
    'callback.liveness_result': [
      'liveness_result 是对象，其 result 表明成功或失败，另有字符串 log 与 version',
      `${BOTH}，失败时也有`,
    ],
    'callback.failure_reason': [
      'failure_reason 在成功时为 null，失败时为文档列出的七种原因之一',
      'null 或文档中的原因',
    ],
    'callback.verify_result.null': ['comparison_type=-1 或活体失败时 verify_result 为 null', 'null'],
    'callback.verify_result.faceid': [
      'comparison_type=1 时 verify_result 有带置信度与阈值的 result_faceid，或有 error',
      '数字，或 {"error": …}',
    ],
    'callback.verify_result.ref': ['verify_result 对每张已传的照片有 result_ref1 …，未传的没有', '每张照片一项'],
    'callback.verify_result.error': [
      'verify_result 的 error 除 VERIFY_API_FAILED 与 INTERNAL_ERROR 外还可能是什么',
      '文档未规定',
    ],
    'callback.same': ['notify 与 return 携带相同的结果', '作为 JSON 相等'],
  },
  questions: {
    'Which texts may error of verify_result hold beside VERIFY_API_FAILED and INTERNAL_ERROR?':
      'verify_result 的 error 除 VERIFY_API_FAILED 与 INTERNAL_ERROR 外还可能是哪些内容？',
  },
  sources: {
    ...commonSources,
    'The page lists result_ref1, result_ref2 and result_ref3 as the comparisons with the photos of image_ref[x].':
      '文档把 result_ref1、result_ref2、result_ref3 列为与 image_ref[x] 照片的比对结果。',
    'The page describes one content of data for notify_url and return_url.':
      '文档对 notify_url 与 return_url 的 data 只描述了一种内容。',
  },
};
