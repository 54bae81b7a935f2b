import { html, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { Person } from "../../worker/index.ts";
import { initialsOf } from "../words/index.ts";
import { avatarGroundOf } from "./palette.ts";

/** A person's initials on their colour; the name stands beside it, so screen readers skip it. */
export function avatar(person: Person | undefined, size: "small" | "large" = "large"): TemplateResult {
  const ground = `avatar-${String(avatarGroundOf(person?.userId ?? ""))}`;
  const classes = classMap({ avatar: true, small: size === "small", [ground]: true });
  return html`<span class=${classes} aria-hidden="true">${initialsOf(person?.name ?? "")}</span>`;
}
