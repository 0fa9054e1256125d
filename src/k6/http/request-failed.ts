/** What a request with `throw` rejects with when it gets no answer. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
}
