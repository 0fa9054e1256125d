/** `biz_no` as it comes back in notify and return: unchanged. */
export function echoBizNo(bizNo: string): unknown {
  return bizNo;
}
