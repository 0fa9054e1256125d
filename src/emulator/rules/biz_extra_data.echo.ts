/** `biz_extra_data` as it comes back in notify and return: unchanged; empty when it was left out. */
export function echoBizExtraData(bizExtraData: string): unknown {
  return bizExtraData;
}
