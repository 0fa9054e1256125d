import type { BuildFailure } from 'esbuild';
import type { Path } from '../../conformance/scenario/schema-problems.js';
import { repeatedKeys } from '../../contract/repeated-keys.js';
import { ConfigError } from '../errors.js';
import { openYaml, type YamlDocument } from './yaml-document.js';

/** What a text without code says, and on which line each place of it stands. */
export interface Document {
  readonly value: unknown;
  /** Keys that stand twice, a line each: a value there is all the same. */
  readonly problems: readonly string[];
  lineOf(path: Path): number;
}

/** Reads JSON. Throws `ConfigError`, a line for each problem, when there is no value. */
export async function readJson(text: string, shown: string): Promise<Document> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(await problemsOfJson(text, shown, cause as Error), { cause });
  }
  const problems = repeatedKeys(text).map(({ key, at }) =>
    keyTwice(`${shown}:${text.slice(0, at).split('\n').length}`, key),
  );
  // Every JSON text is a YAML one.
  return { value, problems, lineOf: readYaml(text, shown).lineOf };
}

/** Reads YAML. Throws `ConfigError`, a line for each problem, when there is no value. */
export function readYaml(text: string, shown: string): Document {
  const opened = openYaml(shown, text, 'state the data that the folder is for');
  if (!('document' in opened)) throw new ConfigError(opened.problems);
  const { document, lineAt, problems } = opened;
  return {
    value: contentOf(opened, shown),
    problems,
    lineOf: (path) => {
      // What is missing stands where it should.
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined;
        const offset = node?.range?.[0];
        if (offset !== undefined) return lineAt(offset);
      }
      return 1;
    },
  };
}

function contentOf({ document }: YamlDocument, shown: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // An alias ("*name") without its anchor, or aliases that unfold without end.
    throw new ConfigError([`${shown}: ${(cause as Error).message}`], { cause });
  }
}

export function keyTwice(place: string, key: string): string {
  return `${place}: the key ${JSON.stringify(key)} stands twice in one object; remove one of them`;
}

/** JSON.parse gives no line; the bundler does, where it is there. */
async function problemsOfJson(text: string, shown: string, otherwise: Error): Promise<string[]> {
  try {
    const { transform } = await import('esbuild');
    await transform(text, { loader: 'json', logLevel: 'silent' });
  } catch (cause) {
    const { errors = [] } = cause as Partial<BuildFailure>;
    if (errors.length > 0)
      return errors.map((error) => `${shown}:${error.location?.line ?? 1}: is not JSON: ${error.text}`);
  }
  return [`${shown}: is not JSON: ${otherwise.message}`];
}
