import { html, nothing, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { themes } from "../frame/preferences.ts";
import { avatar, avatarStyles, barStyles, baseStyles, controlStyles, dialogStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { placeOf } from "../words/index.ts";
import { languageChoice } from "./language-choice.ts";
import { paneStyles } from "./pane-styles.ts";
import { problem } from "./problem.ts";
import { settingsStyles } from "./settings-styles.ts";
import { leaveSignedOut } from "./sign-out.ts";

/** Who I am, how the app looks, which hospital this is, and the way out. */
export class SettingsScreen extends Screen {
  static override properties = { ...Screen.properties, leaving: { state: true }, refusal: { state: true } };
  static override styles = [
    baseStyles,
    controlStyles,
    barStyles,
    avatarStyles,
    paneStyles,
    dialogStyles,
    settingsStyles,
  ];

  declare leaving: boolean;
  declare refusal: unknown;

  constructor() {
    super();
    this.leaving = false;
  }

  override render(): TemplateResult {
    const { texts } = this.context;
    return html`<header class="bar">
        <a class="button bare" href="#/" aria-label=${texts.frame.back}>${icon("back")}</a>
        <h1 tabindex="-1" data-start>${texts.settings.title}</h1>
      </header>
      <div class="body">
        <div class="parts">
          ${problem(this.refusal, texts)} ${this.#self()} ${this.#appearance()} ${this.#hospital()}
          <button class="danger wide" data-testid=${testIds.signOut} @click=${this.#ask}>
            ${texts.settings.signOut}
          </button>
        </div>
      </div>
      ${this.#question()}`;
  }

  #self(): TemplateResult | typeof nothing {
    const { self } = this.context.snapshot;
    return self === undefined
      ? nothing
      : html`<section class="part self" aria-label=${this.texts.settings.person}>
          ${avatar(self)}
          <div class="lines">
            <p class="strong">${self.name}</p>
            <p class="muted">${placeOf(self)}</p>
          </div>
        </section>`;
  }

  #appearance(): TemplateResult {
    const texts = this.texts.settings;
    return html`<section class="part" aria-labelledby="appearance">
      <h2 id="appearance">${texts.appearance}</h2>
      <div class="field">
        <span class="label" aria-hidden="true">${texts.language}</span>
        ${languageChoice(this.context)}
      </div>
      <fieldset data-testid=${testIds.theme}>
        <legend>${texts.theme}</legend>
        ${themes.map((theme) => this.#themeChoice(theme))}
      </fieldset>
    </section>`;
  }

  #themeChoice(theme: (typeof themes)[number]): TemplateResult {
    const choose = (): void => {
      this.context.acts.choose({ theme });
    };
    return html`<label class="choice"
      ><input type="radio" name="theme" value=${theme} .checked=${this.context.theme === theme} @change=${choose} />
      <span>${this.texts.settings.themes[theme]}</span></label
    >`;
  }

  #hospital(): TemplateResult {
    const { installation } = this.context;
    const texts = this.texts.settings;
    const facts: readonly (readonly [string, string])[] =
      installation === undefined
        ? []
        : [
            [texts.hospitalName, installation.name],
            [texts.domain, installation.domain],
            [texts.issuer, installation.issuer],
            [texts.version, installation.version],
          ];
    return html`<section class="part" aria-labelledby="hospital">
      <h2 id="hospital">${texts.hospital}</h2>
      <p class="muted" ?hidden=${installation !== undefined}>${texts.factsMissing}</p>
      <dl>
        ${facts.filter(([, value]) => value !== "").map(([name, value]) => fact(name, value))}
        ${this.#fingerprint(installation?.rootFingerprint ?? "")}
      </dl>
    </section>`;
  }

  #fingerprint(value: string): TemplateResult | typeof nothing {
    const texts = this.texts.settings;
    return value === ""
      ? nothing
      : html`<div>
          <dt>${texts.rootFingerprint}</dt>
          <dd class="fingerprint" translate="no">${value}</dd>
          <dd class="muted small">${texts.rootHint}</dd>
        </div>`;
  }

  #question(): TemplateResult {
    const texts = this.texts.settings;
    return html`<dialog aria-labelledby="question" aria-describedby="consequence">
      <h2 id="question">${texts.signOutQuestion}</h2>
      <p id="consequence">${texts.signOutConsequence}</p>
      <div class="answers">
        <button class="wide" autofocus @click=${this.#stay}>${texts.cancel}</button>
        <button
          class="danger wide"
          data-testid=${testIds.signOutConfirm}
          ?disabled=${this.leaving}
          @click=${this.#confirmed}
        >
          ${texts.signOutConfirm}
        </button>
      </div>
    </dialog>`;
  }

  readonly #ask = (): void => {
    this.#dialog()?.showModal();
  };

  readonly #stay = (): void => {
    this.#dialog()?.close();
  };

  readonly #confirmed = (): void => {
    void this.#signOut();
  };

  async #signOut(): Promise<void> {
    this.leaving = true;
    try {
      await leaveSignedOut(this.context);
    } catch (thrown) {
      this.refusal = thrown;
      this.leaving = false;
      this.#stay();
    }
  }

  #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
