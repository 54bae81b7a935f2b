import { css, html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Person } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { avatar, avatarStyles, barStyles, baseStyles, controlStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { placeOf } from "../words/index.ts";
import { paneStyles, rowStyles } from "./pane-styles.ts";
import { problem } from "./problem.ts";

const pauseMillis = 200;

const styles = css`
  .search {
    position: relative;
    display: grid;
    flex: none;
    gap: 0.5rem;
    padding: 1rem;
  }
  .search .field {
    position: relative;
  }
  .field .icon {
    position: absolute;
    inset-block-start: 0.875rem;
    inset-inline-start: 0.875rem;
    color: var(--muted);
    pointer-events: none;
  }
  .search input {
    min-height: 3.25rem;
    padding-inline-start: 3rem;
  }
  .person[aria-disabled="true"] {
    cursor: default;
  }
  .person[aria-disabled="true"] .avatar {
    opacity: 0.55;
  }
  .person[aria-disabled="true"] .name {
    color: var(--muted);
  }
`;

/** Finds a colleague while one types, and opens the conversation with them. */
export class PeopleScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    words: { state: true },
    found: { state: true },
    opening: { state: true },
    refusal: { state: true },
  };
  static override styles = [baseStyles, controlStyles, barStyles, avatarStyles, paneStyles, rowStyles, styles];

  declare words: string;
  /** Undefined while there is no answer to what was typed last. */
  declare found: readonly Person[] | undefined;
  declare opening: boolean;
  declare refusal: unknown;

  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.words = "";
    this.opening = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  override render(): TemplateResult {
    const { texts } = this.context;
    return html`<header class="bar">
        <a class="button bare" href="#/" aria-label=${texts.frame.back}>${icon("back")}</a>
        <h1 tabindex="-1">${texts.people.title}</h1>
      </header>
      <div class="search" role="search">
        <label for="words">${texts.people.search}</label>
        <div class="field">
          ${icon("search")}
          <input
            id="words"
            type="search"
            data-start
            data-testid=${testIds.peopleSearch}
            autocomplete="off"
            spellcheck="false"
            enterkeyhint="search"
            maxlength="100"
            .value=${this.words}
            @input=${this.#typed}
          />
        </div>
        <p class="muted small" role="status">${this.#status()}</p>
        ${problem(this.refusal, texts)}
      </div>
      <div class="body">
        <ul>
          ${repeat(
            this.found ?? [],
            ({ userId }) => userId,
            (person) => this.#person(person),
          )}
        </ul>
      </div>`;
  }

  #status(): string {
    const texts = this.texts.people;
    if (this.opening) {
      return texts.opening;
    }
    if (this.words === "") {
      return texts.searchHint;
    }
    if (this.found === undefined) {
      return this.refusal === undefined ? texts.searching : "";
    }
    return this.found.length === 0 ? texts.none(this.words) : texts.found(this.found.length);
  }

  #person(person: Person): TemplateResult {
    const open = (): void => {
      if (person.reachable && !this.opening) {
        void this.#open(person);
      }
    };
    return html`<li>
      <button
        class="row person"
        aria-disabled=${person.reachable ? "false" : "true"}
        data-testid=${testIds.person(person.userId)}
        @click=${open}
      >
        ${avatar(person)}
        <span class="lines">
          <span class="name cut">${person.name}</span>
          <span class="muted cut">${placeOf(person)}</span>
          <span class="muted small" ?hidden=${person.reachable}>${this.texts.people.unreachable}</span>
        </span>
      </button>
    </li>`;
  }

  readonly #typed = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value.trim();
    this.refusal = undefined;
    clearTimeout(this.#pause);
    if (this.words === "") {
      this.found = undefined;
      return;
    }
    this.#pause = setTimeout(() => {
      void this.#find(this.words);
    }, pauseMillis);
  };

  async #find(words: string): Promise<void> {
    try {
      const people = await this.context.core.findPeople(words);
      if (words === this.words) {
        this.found = people.filter(({ userId }) => userId !== this.context.snapshot.self?.userId);
      }
    } catch (thrown) {
      if (words === this.words) {
        this.found = undefined;
        this.refusal = thrown;
      }
    }
  }

  async #open(person: Person): Promise<void> {
    this.opening = true;
    this.refusal = undefined;
    try {
      const id = await this.context.core.startConversation(person.userId);
      this.context.acts.go({ name: "conversation", id }, "replace");
    } catch (thrown) {
      this.refusal = thrown;
    } finally {
      this.opening = false;
    }
  }
}
