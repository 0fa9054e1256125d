/** What ``http.url`…` `` makes: a URL that is counted under a name, with `${}` where its values stood. */
export class NamedUrl {
  readonly clean_url: string;

  constructor(
    readonly name: string,
    readonly url: string,
  ) {
    this.clean_url = url;
  }
}
