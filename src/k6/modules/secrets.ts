import type { SecretSources } from '../secret-sources.js';

/** What k6 rejects with: no Error, and only its text says why. */
class NoSecret {
  readonly error: object = {};
  readonly #why: string;

  constructor(why: string) {
    this.#why = why;
  }

  toString(): string {
    return this.#why;
  }
}

/** The module `k6/secrets`, which in k6 has a default alone. */
export function secretsModule(sources: SecretSources): Record<string, unknown> {
  const source = (name: string) => ({
    async get(secret?: unknown): Promise<string> {
      if (Object.keys(sources).length === 0) throw new NoSecret('no secret sources are configured');
      if (!Object.hasOwn(sources, name)) throw new NoSecret(`no secret source with name "${name}" is configured`);
      const values = sources[name]!;
      if (!Object.hasOwn(values, String(secret))) throw new NoSecret('no value');
      return values[String(secret)]!;
    },
  });
  return { get: source('default').get, source: (name?: unknown) => source(String(name)) };
}
