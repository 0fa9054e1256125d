import { BAD_ROW } from '../common/sections.js';

/** What the rules of every page refer to, in Chinese. */
export const commonSources = {
  URL: '图片/调用 URL',
  Description: '描述',
  Parameters: '参数',
  'Answer: fields': '返回值说明',
  'Errors: general': '通用的错误信息',
  [BAD_ROW]: '400 BAD_ARGUMENTS:<key>：“某个参数解析出错（…），或者过长”',
} as const;

export const KNOWN_ERRORS_REASON = '返回值说明中 error_message 一行写道：“具体返回内容见后续错误信息章节”。';
