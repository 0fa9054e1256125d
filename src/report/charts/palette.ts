/** The colours of charts, as values: an image does not see the style of the page around it. */
export interface Palette {
  readonly ink: string;
  readonly dim: string;
  readonly line: string;
  /** What the page shows behind the chart. */
  readonly card: string;
  readonly accent: string;
  readonly second: string;
  readonly bad: string;
  readonly idle: string;
}

/**
 * Blue, amber and red differ in lightness as well as in hue, so that they can be told apart without seeing colours; what is
 * bad is told by words beside them too.
 */
export const palettes = {
  light: {
    ink: '#1b1d1f',
    dim: '#61676c',
    line: '#e4e4df',
    card: '#ffffff',
    accent: '#2f6f8f',
    second: '#d9961a',
    bad: '#b3261e',
    idle: '#b4b8bb',
  },
  dark: {
    ink: '#e8e9ea',
    dim: '#a0a7ad',
    line: '#2f3438',
    card: '#1a1d20',
    accent: '#5fa9cc',
    second: '#f0cd7d',
    bad: '#e8625a',
    idle: '#6a7177',
  },
} as const satisfies Record<string, Palette>;

export type Scheme = keyof typeof palettes;
