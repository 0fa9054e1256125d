/** How a finding is coloured. */
export type Tone = 'ok' | 'bad' | 'warn';

const GRAVITY: Readonly<Record<Tone, number>> = { ok: 0, warn: 1, bad: 2 };

/** The gravest of some tones; `ok` for none. */
export function worstTone(tones: readonly Tone[]): Tone {
  return tones.reduce((worst, tone) => (GRAVITY[tone] > GRAVITY[worst] ? tone : worst), 'ok');
}

/** For sorting: the gravest first, equal ones as they stand. */
export function byGravity(a: { readonly tone: Tone }, b: { readonly tone: Tone }): number {
  return GRAVITY[b.tone] - GRAVITY[a.tone];
}
