import type { CLIENT_STANDINGS, ClientRuleId, clientRules } from '../client/client.js';

type Words = readonly [text: string, outcome: string];

const NOT_VERIFIED = '未通过核验';
const WITHIN_LIMITS = '在限度之内结束';
const PAGE = '该 token 的页面';
const NOWHERE = '只出现在发给 API 的内容中';

/** What a client of the API has to do, in Chinese. */
export const clientWords: {
  readonly name: string;
  readonly groups: Readonly<Record<`client-${keyof typeof CLIENT_STANDINGS}`, string>>;
  readonly rules: Readonly<Record<ClientRuleId, Words>>;
  readonly questions: Readonly<Record<string, never>>;
  readonly sources: Readonly<Record<(typeof clientRules)[number]['source'], string>>;
} = {
  name: '您的客户端',
  groups: {
    'client-stated': '文档规定',
    'client-implied': '由文档推出',
    'client-observed': '实际所见',
    'client-always': '任何情况下',
  },
  rules: {
    'client.token': ['普通请求得到 token', '200 并返回 token'],
    'client.biz_no.unique': ['biz_no 从不重复：每次核验各有一个', '没有以其他核验的 biz_no 请求 token'],
    'client.token.once': ['token 只打开一次，且只由用户打开', '每个 token 的页面打开一次'],
    'client.retry': ['遇到 500 INTERNAL_ERROR 会重试', '在一次、两次此类响应之后得到 token'],
    'client.callback.form': [
      '接受带 data 与 sign 的表单 POST 回调',
      'notify_url 应答 2xx，return_url 应答 2xx 或重定向',
    ],
    'client.signature': ['签名错误、没有签名、或内容改动而沿用旧签名的回调不被采信', NOT_VERIFIED],
    'client.signature.bytes': ['签名按收到的 data 原样验证', '无论 JSON 文本如何排版，都通过核验'],
    'client.verified': ['签名正确且成功的核验最终为通过', '已通过核验'],
    'client.retry.bounded': ['500 INTERNAL_ERROR 一直持续时，在限度之内放弃', '在规定的秒数与次数之内结束'],
    'client.errors.end': ['每种文档所列错误之后，客户端自行结束', '开始核验的请求在限度之内得到应答'],
    'client.errors.page': ['没有 token 时不打开活体检测页面，无论响应如何', '没有页面地址'],
    'client.errors.repeat': ['文档所列错误之后，不立即重发同一请求', '一个请求'],
    'client.concurrency': ['CONCURRENCY_LIMIT_EXCEEDED 之后，等待再重试，或放弃', '两次尝试之间有间隔，或只尝试一次'],
    'client.callback.order': ['先返回后通知与先通知后返回，结果相同', '同样通过核验'],
    'client.liveness.failed': ['失败的核验从不算通过，无论原因如何', NOT_VERIFIED],
    'client.comparison.missing': ['没有比对或比对失败的核验从不算通过', NOT_VERIFIED],
    'client.comparison.confidence': ['置信度低于所有阈值时从不算通过', NOT_VERIFIED],
    'client.notify.twice': ['同一通知来两次，结果不变', '通过核验，并保持不变'],
    'client.notify.late': ['晚到 30 s 的通知仍然有效', '最终通过核验'],
    'client.notify.none': ['没有任何通知时，返回的用户仍得到应答', 'return_url 有应答，客户端继续工作'],
    'client.result.repeat': ['只给出一次的结果，再次询问时不会丢失', '通过核验，并保持不变'],
    'client.result.errors': [
      'GetResult 的每种文档所列错误之后，客户端在限度之内继续',
      '请求数不超过限度，且客户端有应答',
    ],
    'client.answer.slow': ['25 s 才到的响应，不会使客户端停滞超过限度', WITHIN_LIMITS],
    'client.answer.reset': ['连接被重置时能够应对', WITHIN_LIMITS],
    'client.answer.truncated': ['JSON 被截断时能够应对', WITHIN_LIMITS],
    'client.answer.html': ['遇到 HTML 的 502 时能够应对', WITHIN_LIMITS],
    'client.answer.empty': ['响应正文为空时能够应对', WITHIN_LIMITS],
    'client.answer.unknown-field': ['未知字段无害', PAGE],
    'client.answer.field-order': ['字段顺序不同无害', PAGE],
    'client.answer.token-length': ['其他长度的 token 原样采用', '正是该 token 的页面'],
    'client.secret': ['密钥不出现在任何输出与 URL 中', NOWHERE],
    'client.identity': ['用户的姓名、身份证号与照片不出现在输出与 URL 中', NOWHERE],
  },
  questions: {},
  sources: {
    'GetToken, URL and description': 'GetToken，调用 URL 与描述',
    'GetToken, parameters': 'GetToken，参数',
    'GetToken, general table of errors': 'GetToken，通用错误表',
    'GetToken, general table of errors: "try again; if it goes on, contact the vendor"':
      'GetToken，通用错误表：“再次尝试；若持续出现，请联系供应商”',
    'GetResult, result fields': 'GetResult，结果字段',
    'GetResult, errors': 'GetResult，错误',
    'Seen of networks, proxies and services; the pages are silent': '网络、代理与服务中实际所见；文档未规定',
    'Answers of JSON services gain fields and change their order; the pages promise neither order nor length':
      'JSON 服务的响应会增加字段、改变顺序；文档既不承诺顺序也不承诺长度',
    "Seen of the vendor's newer page: only the first GetResult for a check is answered":
      '见于供应商的新文档：每次核验只有第一次 GetResult 得到应答',
    'Whoever has it signs notifications and spends the account': '持有者可签发通知并消耗账号',
    'They are personal data of the user': '属于用户的个人信息',
  },
};
