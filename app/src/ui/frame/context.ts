import { LitElement } from "lit";
import type { Core, Snapshot } from "../../worker/index.ts";
import type { Language, Texts } from "../words/index.ts";
import type { Installation } from "./installation.ts";
import type { Theme } from "./preferences.ts";
import type { Route } from "./routes.ts";

/** All that a screen needs: a new one is handed down at every change. */
export interface Context {
  readonly core: Core;
  readonly snapshot: Snapshot;
  readonly installation: Installation | undefined;
  readonly language: Language;
  readonly texts: Texts;
  readonly theme: Theme;
  readonly route: Route;
  readonly nowMillis: number;
  /** What went wrong when the app started or came back from the sign-in page. */
  readonly failure: unknown;
  readonly acts: Acts;
}

/** What a screen can ask of the frame. */
export interface Acts {
  go(route: Route, history?: "push" | "replace"): void;
  leave(address: string): void;
  choose(preferences: { readonly language?: Language; readonly theme?: Theme }): void;
  /** Says it to whoever listens to the screen instead of looking at it. */
  announce(text: string): void;
}

/** A screen or a part of one. */
export abstract class Screen extends LitElement {
  static override properties = { context: { attribute: false } };

  declare context: Context;

  protected get texts(): Texts {
    return this.context.texts;
  }
}
