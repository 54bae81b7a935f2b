interface Acts {
  over(over: boolean): void;
  dropped(files: readonly File[]): void;
}

/** Files that are held over an element and let go there. A browser left to itself would leave the app and open them. */
export class FileDrop {
  readonly #element: HTMLElement;
  readonly #acts: Acts;

  constructor(element: HTMLElement, acts: Acts) {
    this.#element = element;
    this.#acts = acts;
  }

  listen(): void {
    this.#element.addEventListener("dragover", this.#over);
    this.#element.addEventListener("dragleave", this.#left);
    this.#element.addEventListener("drop", this.#dropped);
  }

  end(): void {
    this.#element.removeEventListener("dragover", this.#over);
    this.#element.removeEventListener("dragleave", this.#left);
    this.#element.removeEventListener("drop", this.#dropped);
  }

  readonly #over = (event: DragEvent): void => {
    if (hasFiles(event)) {
      event.preventDefault();
      this.#acts.over(true);
    }
  };

  /** Going from one part of the element to another is not leaving it. */
  readonly #left = ({ relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.#element.contains(relatedTarget)) {
      this.#acts.over(false);
    }
  };

  readonly #dropped = (event: DragEvent): void => {
    if (hasFiles(event)) {
      event.preventDefault();
      this.#acts.over(false);
      this.#acts.dropped([...(event.dataTransfer?.files ?? [])]);
    }
  };
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") === true;
}
