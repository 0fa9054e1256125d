/** A request to a callback address, before anything is sent. */
export interface CallbackRequest {
  readonly method: string;
  readonly contentType: string;
  readonly body: string;
}
