import type { MACHINE } from '../../../sayings/machine.js';
import type { InOtherWords } from '../../../sayings/say.js';

/** What this machine, its browser, its proxy and the engine of a load run lack or do, in Chinese. */
export const chineseOfMachine: InOtherWords<typeof MACHINE> = {
  sharpMissing: '没有安装 sharp 或其适用于本机的二进制文件',
  photosUnjudged: '照片无法判定：{reason}；{cure}',
  includeOptional: '请运行 "npm install --include=optional"',
  notBuilt: '{text} 没有构建',
  buildClone: '请在源码目录中运行 "npm run build"',

  chromiumNamed: 'FACEGATE_CHROMIUM 指定的 {text} 不是程序',
  unsetChromium: '请更正或取消 FACEGATE_CHROMIUM',
  noChromium: '既没有找到 Playwright 自带的 Chromium，也没有找到系统的 Chromium',
  installChromium:
    '请运行 "npx playwright install chromium"，或安装 Chromium 或 Chrome，或在 FACEGATE_CHROMIUM 中指定其程序',
  noSandbox: '此处无法使用其沙箱；请在本机允许非特权用户命名空间，或在只打开可信页面时给出 --no-browser-sandbox',
  needsDisplay: '--headed 与 --person 需要显示器（DISPLAY）',
  notStarted: '{text} 没有启动：{reason}',

  proxyNoWay: '代理 {url} 不予连通：{reason}',
  proxyRefuses: '代理 {url} 以 {status} 拒绝通往 {place}',
  proxyPassword: '请在目标文件的 "proxy" 中给出其用户名与密码',

  setupLate: 'setup() 用时超过 {ms} ms；请使其更快，或提高 setupTimeout',
  teardownLate: 'teardown() 用时超过 {ms} ms；请使其更快，或提高 teardownTimeout',
  thresholdsBroken: '{names} 的阈值不成立',
  endedByThresholds: '{names} 的阈值不成立：运行已结束',
  aborted: '调用了 test.abort()',
  abortedSaying: '调用了 test.abort()：{text}',
  failed: '调用了 test.fail()',
  failedSaying: '调用了 test.fail()：{text}',
  notLetGo: '场景没有按时结束：脚本不释放线程',
};
