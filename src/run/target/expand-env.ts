/** Environment variables by name; `process.env` fits. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Expanded =
  | { readonly kind: 'text'; readonly text: string; readonly fromEnvironment: boolean }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * Puts environment variables in the place of `${NAME}`; `$${` stands for a plain `${`. A variable that is not set, or set to
 * nothing, is a problem: it says which one and the cure, and never shows a value.
 */
export function expandEnvironment(source: string, env: Environment): Expanded {
  let problem: string | undefined;
  let fromEnvironment = false;
  const text = source.replace(/\$(\$?)\{([^}]*)(\}?)/g, (all, escaped: string, name: string, close: string) => {
    if (escaped !== '') return all.slice(1);
    if (close === '' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      problem ??= 'a "${" without a variable\'s name and "}"; write ${NAME}, or $${ for a plain ${';
      return '';
    }
    const value = env[name];
    if (value === undefined || value === '') problem ??= missing(name, value);
    fromEnvironment = true;
    return value ?? '';
  });
  return problem === undefined ? { kind: 'text', text, fromEnvironment } : { kind: 'problem', problem };
}

function missing(name: string, value: string | undefined): string {
  return `the environment variable ${name} ${value === undefined ? 'is not set' : 'is set, but empty'}; set it: export ${name}=…`;
}
