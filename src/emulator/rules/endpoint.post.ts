/** Whether a request asks for a token: POST on exactly the documented path. */
export function isGetToken(method: string, path: string, documentedPath: string): boolean {
  return method === 'POST' && path === documentedPath;
}
