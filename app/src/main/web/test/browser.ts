import { vi } from "vitest";

/** What a browser has and the page asks of it: an address with its history, events, timers. */
export class Browser extends EventTarget {
  entries = ["http://here/"];
  at = 0;
  writes = 0;
  scrolled = 0;

  readonly location = {
    get: () => new URL(this.entries[this.at]!),
  };

  readonly history = {
    pushState: (_: unknown, __: string, address: string) => {
      this.writes++;
      this.entries.splice(this.at + 1, Infinity, this.absolute(address));
      this.at++;
    },
    replaceState: (_: unknown, __: string, address: string) => {
      this.writes++;
      this.entries[this.at] = this.absolute(address);
    },
  };

  constructor(address: string) {
    super();
    this.entries = [this.absolute(address)];
    vi.stubGlobal("window", this);
    vi.stubGlobal("history", this.history);
    const now = () => this.location.get();
    vi.stubGlobal("location", {
      get pathname() {
        return now().pathname;
      },
      get search() {
        return now().search;
      },
      get origin() {
        return now().origin;
      },
    });
  }

  setTimeout = (work: () => void, millis: number) => globalThis.setTimeout(work, millis);

  scrollTo = () => void this.scrolled++;

  /** The way back, or with 1 forward. */
  travel(by: number) {
    this.at += by;
    this.dispatchEvent(new Event("popstate"));
  }

  /** The address as its line shows it. */
  get shown() {
    const { pathname, search } = this.location.get();
    return pathname + search;
  }

  private absolute(address: string) {
    return new URL(address, this.entries[this.at] ?? "http://here/").href;
  }
}
