export { avatar } from "./avatar.ts";
export { dialogStyles } from "./dialog-styles.ts";
export { icon, logo } from "./icons.ts";
export type { IconName } from "./icons.ts";
export { paletteRule, palettes } from "./palette.ts";
export type { Tone } from "./palette.ts";
export { avatarStyles, barStyles, baseStyles, controlStyles } from "./styles.ts";
