/** Sentences of the program by their code, in English, as results hold them; `{…}` stands for what differs. */
export type Sentences = Readonly<Record<string, string>>;

/** The same sentences in another language; one that is missing does not compile. */
export type InOtherWords<Of extends Sentences> = Readonly<Record<keyof Of, string>>;

type Value = string | number;
type BlankOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | BlankOf<Rest> : never;

/** Gives the sentence of a code with its values. A value may be a sentence of a table itself, e.g. the reason. */
export type Say<Table extends Sentences> = <Code extends keyof Table & string>(
  code: Code,
  ...values: BlankOf<Table[Code]> extends never ? [] : [Readonly<Record<BlankOf<Table[Code]>, Value>>]
) => string;

export function sayer<Table extends Sentences>(table: Table): Say<Table> {
  return (code, ...[values]) => fill(table[code]!, values ?? {});
}

/** A text with its `{name}`s filled. */
export function fill(text: string, values: Readonly<Record<string, Value>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
