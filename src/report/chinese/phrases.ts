import { fill } from '../../records/sayings.js';
import { readSaying } from './sayings.js';
import { type Phrase, SEEN } from './seen.js';

/** What the program itself puts into results, in English as they store it, and the same in Chinese. The first that fits is taken. */
const PHRASES: readonly Phrase[] = [
  ...SEEN,
  [/^left open(; a matter of security)?$/, '文档未规定'],
  [/^(\d{3}) and a token$/, '$1 并返回 token'],
  [/^(\d{3}) and a result(.*)$/, '$1 并返回核验结果$2'],
  [/^(\d{3}) and (.+)$/, '$1 且 $2'],
  [/^(.+), with or without :(.+)$/, '$1（可带 :$2）'],
  [/^the body is empty$/, '响应正文为空'],
  [/^the body is HTML or XML, not JSON$/, '响应正文是 HTML 或 XML，不是 JSON'],
  [/^the body is not JSON$/, '响应正文不是 JSON'],
  [/^a failure without an? (\S+)$/, '失败响应缺少 $1'],
  [/^neither an? (\S+) nor an? (\S+)$/, '既没有 $1 也没有 $2'],
  [/^no answer: (.+)$/, '没有响应：$1'],
  [/^not reached: (.+)$/, '未能连接：$1'],
  [/^holds for (\d+) answers$/, '对 $1 个响应成立'],
  [/^(\S+) is missing \((\d+) of (\d+) answers; first in "(.+)"\)$/, '缺少 $1（$3 个响应中的 $2 个；首次出现于 "$4"）'],
  [/^(\S+) is missing$/, '缺少 $1'],
  [/^every body is one JSON object$/, '每个响应正文都是一个 JSON 对象'],
  [/^every failure with a code and a status of the page$/, '每个失败响应的错误码与状态码都在文档之中'],
  [/^200 for every success, 400 and above for every failure$/, '成功为 200，失败为 400 及以上'],
  [/^a server error goes away when the request is sent again$/, '重发请求后服务器错误消失'],
  [/^(\S+), an? (.+), in every (answer|success|failure)$/, '每个相应的响应都有 $1（$2）'],
  [/^a different (\S+) in every answer$/, '每个响应的 $1 各不相同'],
  [/^no (\S+) in a (failure|success)$/, '不应出现 $1'],
  [/^no (\S+) above the time seen from outside$/, '$1 不大于从外部测得的时间'],
  [/^every request answered, none refused$/, '每个请求都得到应答，没有被拒绝'],
  [/^one request refused with (.+), every other answered$/, '恰有一个请求以 $1 被拒绝，其余得到应答'],
  [/^the excess refused with (.+), as many answered as the limit allows$/, '超出部分以 $1 被拒绝，其余得到应答'],
  [/^every request answered as before the burst$/, '突发之后每个请求照常得到应答'],
  [/^(\S+) gets a form POST with data$/, '$1 收到带 data 的表单 POST'],
  [/^the browser goes to (\S+) by a form POST with data$/, '浏览器以带 data 的表单 POST 跳转到 $1'],
  [/^right code, wrong status$/, '错误码正确，状态码错误'],
  [/^right code, wrong argument$/, '错误码正确，参数名错误'],
  [/^of the (\d+) outcomes that pass, it chose (.+)$/, '在 $1 种可通过的结果中，实际为 $2'],
  [/^whitespace differs from the page, which writes (.+)$/, '空白与文档不同，文档写作 $1'],
  [/^no such answer to look at: (.+) in place of (.+), see (.+)$/, '没有可供检查的响应：应为 $2，实为 $1，见 $3'],
  [/^no (\S+) was seen in (\d+) requests$/, '$2 次请求中没有出现 $1'],
  [/^this run drew no answer of this kind$/, '本次运行没有得到此类响应'],
  [/^the run was interrupted before it$/, '运行在此之前被中断'],
  [/^the run was cut off before it$/, '运行在此之前被终止'],
  [/^the runner ended before it$/, '测试程序在此之前结束'],
  [/^the run was not begun; its cause says why$/, '运行没有开始；原因见上'],
  [/^no credentials for the role "(.+)"(.*)$/, '没有角色 "$1" 的账号$2'],
  [/^bursts against a target on the network need --saturate$/, '对网络上的目标做并发突发需要 --saturate'],
  [/^limit (\d+)$/, '上限 $1'],
  [/^(.+); it was not sent again$/, '$1；没有重发'],
  [/^availability ≥ (.+)$/, '可用性 ≥ $1'],
  [/^(\d+) at once were not shown: (.+)$/, '没能证明 $1 个并发：$2'],
  [/^three rounds in a row drew other answers, most of them (.+)$/, '连续三轮得到其他响应，多数为 $1'],
  [
    /^L = (\d+) \(range (\S+)\): (\d+) at once accepted in (\d+) of (\d+) rounds, one more refused in (\d+) of (\d+) rounds$/,
    'L = $1（范围 $2）：$3 个并发在 $5 轮中有 $4 轮被接受，再多一个在 $7 轮中有 $6 轮被拒绝',
  ],
  [
    /^on requests in flight, not on the rate: .+$/,
    '限制的是并发数而不是速率：静止之后比上限多一个即被拒绝，无论同时发送还是分散发送',
  ],
  [/^(\d+) accepted requests were for certain in the server at one time$/, '确定同时处于服务器内的被接受请求有 $1 个'],
  [
    /^after every refused round a lone request was accepted within (\d+) ms$/,
    '每轮拒绝之后，单个请求在 $1 ms 内再次被接受',
  ],
  [
    /^in a closed loop( of \S+ ms answers)? (\d+) are accepted as well: none of (\d+) requests was refused$/,
    '闭环发送时 $2 个同样被接受：$3 个请求无一被拒绝',
  ],
  [
    /^(\d+) from rest; in a loop.* (\d+), as a slot comes back (.+) late$/,
    '静止之后为 $1；闭环发送为 $2，因为名额晚 $3 才释放',
  ],
  [/^at least (\d+) at once (?:are|were) accepted(.*)$/, '至少 $1 个并发请求被接受$2'],
  [/^no limit up to (\d+) at once$/, '直到 $1 个并发都没有限制'],
  [
    /^no refusal among (\d+) requests at (\d+) in flight: refusals there are rarer than (\S+) %, with 95 % confidence$/,
    '$2 个并发的 $1 个请求无一被拒绝：拒绝率低于 $3 %，置信度 95 %',
  ],
  [
    /^no refusal up to (\d+) at once; beyond (\d+) at once requests wait$/,
    '直到 $1 个并发都没有拒绝；超过 $2 个时请求排队',
  ],
  [/^the search began again (.+), as a confirmation failed$/, '确认失败，搜索重新开始（$1）'],
  [/^nothing was found out$/, '没有任何发现'],
  [/^the clock of this machine .+$/, '运行期间本机时钟被调整'],
  [/^(\S+) left out of (.+)$/, '$2 未传 $1'],
];

/** A text of the program as Chinese; what it has no words for, such as texts of the target, stays as it is. */
export function inChinese(text: string): string {
  const choices = text.split(' or ');
  if (choices.length > 1 && choices.every((one) => /^\d{3} /.test(one))) return choices.map(inChinese).join(' 或 ');
  const saying = readSaying(text);
  if (saying !== undefined) {
    const values = Object.entries(saying.values).map(([name, value]) => [name, inChinese(value)]);
    return fill(saying.words, Object.fromEntries(values));
  }
  const whole = PHRASES.find(([pattern]) => pattern.test(text));
  if (whole !== undefined) {
    const [pattern, words] = whole;
    const groups = pattern.exec(text)!;
    // What a text holds of another text is translated as well.
    return words.replace(/\$(\d)/g, (_, place: string) => inChinese(groups[Number(place)] ?? ''));
  }
  const notes = text.split('; ');
  if (notes.length > 1) return notes.map(inChinese).join('；');
  const [, status, why] = /^(\d{3}), (.+)$/.exec(text) ?? [];
  return why === undefined ? text : `${status}，${inChinese(why)}`;
}
