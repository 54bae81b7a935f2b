/** The colours by their use. Each text colour is readable on each ground that it is used on; the test computes it. */
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  /** The edge of a field: seen without the help of its ground. */
  readonly edge: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly own: string;
  readonly onOwn: string;
  readonly ownMuted: string;
  readonly danger: string;
  readonly dangerSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly focus: string;
}

export type Tone = "light" | "dark";

export const palettes: Readonly<Record<Tone, Palette>> = {
  light: {
    ground: "#eef2f3",
    surface: "#ffffff",
    raised: "#f3f6f7",
    text: "#13212a",
    muted: "#4d5e69",
    line: "#d8e0e4",
    edge: "#71838e",
    accent: "#0b6370",
    onAccent: "#ffffff",
    own: "#d3ecee",
    onOwn: "#0f2a2e",
    ownMuted: "#3a575c",
    danger: "#a8231b",
    dangerSoft: "#fdebe9",
    warn: "#5b4200",
    warnSoft: "#fff2cf",
    focus: "#0b6370",
  },
  dark: {
    ground: "#0b1216",
    surface: "#131c22",
    raised: "#1d2930",
    text: "#e4ecef",
    muted: "#9fb2bb",
    line: "#27353d",
    edge: "#71858f",
    accent: "#66cbd4",
    onAccent: "#04262b",
    own: "#124850",
    onOwn: "#ecf8f9",
    ownMuted: "#b3d5d9",
    danger: "#ffb4ab",
    dangerSoft: "#3a1d1b",
    warn: "#ffdf9e",
    warnSoft: "#372c10",
    focus: "#8fe3ea",
  },
};

/** The grounds of people's initials, which are white in both tones. */
export const avatarGrounds = ["#0b6370", "#6a3f9c", "#9a3b5f", "#2f6237", "#8a4b12", "#2d5597"] as const;
export const avatarText = "#ffffff";

/** Which of the grounds is this person's: always the same one. */
export function avatarGroundOf(userId: string): number {
  let sum = 0;
  for (const character of userId) {
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  }
  return sum % avatarGrounds.length;
}

/** The palette as a style rule for the page. */
export function paletteRule(tone: Tone): string {
  const lines = Object.entries(palettes[tone]).map(([name, colour]) => `--${name}: ${String(colour)};`);
  return `:root { color-scheme: ${tone}; ${lines.join(" ")} }`;
}
