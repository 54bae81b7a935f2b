import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import type { Core, Snapshot } from "../../worker/index.ts";
import { baseStyles, controlStyles, icon, paletteRule, palettes, type Tone } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { namesOf, textsOf } from "../words/index.ts";
import { appStyles } from "./app-styles.ts";
import type { Acts, Context } from "./context.ts";
import { fetchInstallation, rememberedInstallation, type Installation } from "./installation.ts";
import { newlyUnread, unreadTotal } from "./news.ts";
import { keepPreferences, readPreferences, type Preferences } from "./preferences.ts";
import { hashOf, routeOf, type Route } from "./routes.ts";
import { signInAnswerOf } from "./sign-in-answer.ts";

const minuteMillis = 60_000;

/** The frame of the app: knows where the person is and what the core reports, and shows the screen for it. */
export class App extends LitElement {
  static override properties = {
    snapshot: { state: true },
    route: { state: true },
    preferences: { state: true },
    installation: { state: true },
    nowMillis: { state: true },
    failure: { state: true },
    returning: { state: true },
    announcement: { state: true },
    newVersion: { attribute: false },
  };
  static override styles = [baseStyles, controlStyles, appStyles];

  declare core: Core;
  declare snapshot: Snapshot;
  declare route: Route;
  declare preferences: Preferences;
  declare installation: Installation | undefined;
  declare nowMillis: number;
  declare failure: unknown;
  /** Whether the sign-in page's answer is being taken in. */
  declare returning: boolean;
  declare announcement: string;
  /** Loads the new version of the app, when there is one. */
  declare newVersion: (() => void) | undefined;

  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #colours = new CSSStyleSheet();
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.snapshot = {
      phase: "starting",
      connection: "connecting",
      conversations: [],
      readReceipts: false,
      attachmentsOffered: false,
      revision: 0,
    };
    this.route = routeOf(location.hash);
    this.preferences = readPreferences(localStorage, navigator.languages);
    this.installation = rememberedInstallation(localStorage);
    this.nowMillis = Date.now();
    this.announcement = "";
    this.returning = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#colours];
    addEventListener("hashchange", this.#moved);
    this.#dark.addEventListener("change", this.#dress);
    this.#clock = setInterval(() => {
      this.nowMillis = Date.now();
    }, minuteMillis);
    this.#dress();
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#moved);
    this.#dark.removeEventListener("change", this.#dress);
    clearInterval(this.#clock);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("preferences")) {
      this.#dress();
    }
    const unread = unreadTotal(this.snapshot.conversations);
    document.title = unread === 0 ? "Konsil" : `(${String(unread)}) Konsil`;
    const before = changed.get("snapshot");
    if (
      (changed.has("route") && changed.get("route") !== undefined) ||
      (before !== undefined && before.phase !== this.snapshot.phase)
    ) {
      void this.#focusScreen();
    }
  }

  override render(): TemplateResult {
    const { phase } = this.snapshot;
    const context = this.#context();
    if (phase === "signed-out" && !this.returning) {
      return html`<konsil-sign-in data-screen .context=${context}></konsil-sign-in>`;
    }
    if (phase === "enrolment") {
      return html`<konsil-enrolment data-screen .context=${context}></konsil-enrolment>`;
    }
    return phase === "ready"
      ? this.#desk(context)
      : html`<konsil-notice data-screen .context=${context}></konsil-notice>`;
  }

  #desk(context: Context): TemplateResult {
    const detail = this.route.name === "conversation" || this.route.name === "settings";
    return html`<div class="desk">
      ${this.#connection(context)} ${this.#versionStrip(context)}
      <main class="panes ${detail ? "detail" : "list"}">
        <div class="pane list">${this.#list(context)}</div>
        <div class="pane detail">${this.#detail(context)}</div>
      </main>
      <p class="hidden" role="status">${this.announcement}</p>
    </div>`;
  }

  #list(context: Context): TemplateResult {
    return this.route.name === "people"
      ? html`<konsil-people data-screen .context=${context}></konsil-people>`
      : html`<konsil-conversations
          ?data-screen=${this.route.name === "conversations"}
          .context=${context}
        ></konsil-conversations>`;
  }

  #detail(context: Context): TemplateResult {
    switch (this.route.name) {
      case "conversation":
        return html`<konsil-conversation
          data-screen
          .context=${context}
          .conversationId=${this.route.id}
        ></konsil-conversation>`;
      case "settings":
        return html`<konsil-settings data-screen .context=${context}></konsil-settings>`;
      case "conversations":
      case "people":
        return html`<p class="nothing muted">${context.texts.conversations.choose}</p>`;
    }
  }

  #connection({ texts, snapshot: { connection } }: Context): TemplateResult {
    return html`<div role="status">
      <p
        class="strip ${connection}"
        ?hidden=${connection === "online"}
        data-testid=${testIds.connection}
        data-connection=${connection}
      >
        ${icon(connection === "offline" ? "offline" : "waiting")}
        <span>${connection === "offline" ? texts.frame.offline : texts.frame.connecting}</span>
      </p>
    </div>`;
  }

  #versionStrip({ texts }: Context): TemplateResult {
    return html`<div class="strip" role="status" ?hidden=${this.newVersion === undefined}>
      <span>${texts.frame.updateReady}</span>
      <button class="bare" @click=${() => this.newVersion?.()}>${texts.frame.updateNow}</button>
    </div>`;
  }

  #context(): Context {
    const { core, snapshot, installation, route, nowMillis, failure, preferences } = this;
    const texts = textsOf(preferences.language);
    return { core, snapshot, installation, route, nowMillis, failure, texts, ...preferences, acts: this.#acts };
  }

  readonly #acts: Acts = {
    go: (route, history = "push") => {
      if (history === "push") {
        location.hash = hashOf(route);
      } else {
        location.replace(hashOf(route));
      }
    },
    leave: (address) => {
      location.assign(address);
    },
    choose: (change) => {
      this.preferences = { ...this.preferences, ...change };
      keepPreferences(localStorage, this.preferences);
    },
    announce: (text) => {
      // The same words twice would not be said twice, so every other time they end in a space.
      this.announcement = this.announcement === text ? `${text} ` : text;
    },
  };

  async #start(): Promise<void> {
    const answer = signInAnswerOf(location.search);
    if (answer.kind !== "none") {
      history.replaceState(null, "", `${location.pathname}${location.hash}`);
    }
    this.returning = answer.kind === "code";
    this.core.onSnapshot(this.#report);
    void this.#askInstallation();
    try {
      await this.core.start();
      if (answer.kind === "code") {
        await this.core.completeSignIn(answer.code, answer.state);
      }
      this.failure = answer.kind === "error" ? { kind: "refused", code: answer.error } : undefined;
    } catch (thrown) {
      this.failure = thrown;
    } finally {
      this.returning = false;
    }
  }

  async #askInstallation(): Promise<void> {
    this.installation = (await fetchInstallation(localStorage)) ?? this.installation;
  }

  readonly #report = (snapshot: Snapshot): void => {
    const { language } = this.preferences;
    const texts = textsOf(language);
    const open = this.route.name === "conversation" ? this.route.id : undefined;
    const news =
      this.snapshot.phase === "ready" ? newlyUnread(this.snapshot.conversations, snapshot.conversations, open) : [];
    for (const { people } of news) {
      this.#acts.announce(texts.conversation.announcedElsewhere(namesOf(people, language, texts.people)));
    }
    this.snapshot = snapshot;
  };

  readonly #moved = (): void => {
    this.route = routeOf(location.hash);
  };

  /** Sets language and colours of the page. */
  readonly #dress = (): void => {
    const { language, theme } = this.preferences;
    const system: Tone = this.#dark.matches ? "dark" : "light";
    const tone = theme === "system" ? system : theme;
    document.documentElement.lang = language;
    this.#colours.replaceSync(paletteRule(tone));
    document.querySelector("meta[name=theme-color]")?.setAttribute("content", palettes[tone].surface);
  };

  async #focusScreen(): Promise<void> {
    await this.updateComplete;
    const screen = this.renderRoot.querySelector<LitElement & { focusStart?: () => void }>("[data-screen]");
    await screen?.updateComplete;
    if (screen?.focusStart !== undefined) {
      screen.focusStart();
    } else {
      screen?.renderRoot.querySelector<HTMLElement>("[data-start]")?.focus();
    }
  }
}
