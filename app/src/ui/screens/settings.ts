import { html, nothing, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { themes } from "../frame/preferences.ts";
import { avatar, avatarStyles, barStyles, baseStyles, controlStyles, dialogStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { placeOf } from "../words/index.ts";
import { choiceStyles } from "./choice-styles.ts";
import { languageChoice } from "./language-choice.ts";
import { paneStyles } from "./pane-styles.ts";
import { problem } from "./problem.ts";
import { settingsStyles } from "./settings-styles.ts";
import { leaveErased, leaveSignedOut } from "./sign-out.ts";

/** Who I am, how the app looks, which hospital this is, and the way out. */
export class SettingsScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    leaving: { state: true },
    erasing: { state: true },
    refusal: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    barStyles,
    avatarStyles,
    paneStyles,
    dialogStyles,
    choiceStyles,
    settingsStyles,
  ];

  declare leaving: boolean;
  /** Whether the question is about all that is on this device. */
  declare erasing: boolean;
  declare refusal: unknown;

  constructor() {
    super();
    this.leaving = false;
    this.erasing = false;
  }

  override render(): TemplateResult {
    const { texts } = this.context;
    return html`<header class="bar">
        <a class="button bare" href="#/" aria-label=${texts.frame.back}>${icon("back")}</a>
        <h1 tabindex="-1" data-start>${texts.settings.title}</h1>
      </header>
      <div class="body">
        <div class="parts">
          ${problem(this.refusal, texts)} ${this.#self()} ${this.#appearance()} ${this.#privacy()} ${this.#hospital()}
          <button class="danger wide" data-testid=${testIds.signOut} @click=${this.#ask}>
            ${texts.settings.signOut}
          </button>
          <button class="danger wide" data-testid=${testIds.eraseDevice} @click=${this.#askErase}>
            ${texts.settings.erase}
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

  #privacy(): TemplateResult {
    const texts = this.texts.settings;
    return html`<section class="part" aria-labelledby="privacy">
      <h2 id="privacy">${texts.privacy}</h2>
      <label class="check"
        ><input
          type="checkbox"
          data-testid=${testIds.readReceipts}
          aria-describedby="receipts-hint"
          .checked=${this.context.snapshot.readReceipts}
          @change=${this.#chooseReceipts}
        />
        <span>${texts.readReceipts}</span></label
      >
      <p class="muted small" id="receipts-hint">${texts.readReceiptsHint}</p>
    </section>`;
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
      <h2 id="question">${this.erasing ? texts.eraseQuestion : texts.signOutQuestion}</h2>
      <p id="consequence">${this.erasing ? texts.eraseConsequence : texts.signOutConsequence}</p>
      <div class="answers">
        <button class="wide" autofocus @click=${this.#stay}>${texts.cancel}</button>
        <button
          class="danger wide"
          data-testid=${testIds.signOutConfirm}
          ?disabled=${this.leaving}
          @click=${this.#confirmed}
        >
          ${this.erasing ? texts.eraseConfirm : texts.signOutConfirm}
        </button>
      </div>
    </dialog>`;
  }

  readonly #chooseReceipts = (event: Event): void => {
    void this.#sendReceipts((event.target as HTMLInputElement).checked);
  };

  async #sendReceipts(on: boolean): Promise<void> {
    try {
      await this.context.core.sendReadReceipts(on);
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  readonly #ask = (): void => {
    this.erasing = false;
    this.#dialog()?.showModal();
  };

  readonly #askErase = (): void => {
    this.erasing = true;
    this.#dialog()?.showModal();
  };

  readonly #stay = (): void => {
    this.#dialog()?.close();
  };

  readonly #confirmed = (): void => {
    void this.#leave();
  };

  async #leave(): Promise<void> {
    this.leaving = true;
    try {
      await (this.erasing ? leaveErased(this.context) : leaveSignedOut(this.context));
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
