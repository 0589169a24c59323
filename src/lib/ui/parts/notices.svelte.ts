/** A button that mends what a notice is about. */
export interface Repair {
  readonly text: string;
  run(): void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** Alerts say what went wrong, statuses what happened. */
  readonly role: 'status' | 'alert';
  readonly repairs: readonly Repair[];
}

const STATUS_MS = 6000;

/** What the page has to tell the visitor besides what it shows. */
class Notices {
  all = $state.raw<readonly Notice[]>([]);
  #nextId = 0;

  inform(text: string): void {
    const id = this.tell(text);
    setTimeout(() => this.dismiss(id), STATUS_MS);
  }

  /** Says what happened until it is dismissed; returns what `dismiss` takes. */
  tell(text: string): number {
    return this.#add({ text, role: 'status', repairs: [] });
  }

  /** Stays until it is dismissed; returns what `dismiss` takes. */
  warn(text: string, ...repairs: Repair[]): number {
    return this.#add({ text, role: 'alert', repairs });
  }

  dismiss(id: number): void {
    this.all = this.all.filter((notice) => notice.id !== id);
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = this.#nextId++;
    // The same words twice say no more than once.
    this.all = [...this.all.filter(({ text }) => text !== notice.text), { ...notice, id }];
    return id;
  }
}

export const notices = new Notices();
