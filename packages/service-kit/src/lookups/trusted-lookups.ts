interface Remembered<Value> {
  value: Promise<Value | undefined>;
  /** Once it is there. */
  found?: Value;
  readAt: number;
}

const MOST_REMEMBERED = 10_000;

/** Remembers for a while what was looked up, so that a program that asks often does not cost a statement each time. */
export class TrustedLookups<Value> {
  private readonly remembered = new Map<string, Remembered<Value>>();

  constructor(
    private readonly load: (key: string) => Promise<Value | undefined>,
    /** How long an answer is trusted now: 0 while its end would not be heard of. */
    private readonly trustedMs: () => number,
  ) {}

  /** What the key stands for; what is not there is not remembered. */
  get(key: string): Promise<Value | undefined> {
    const known = this.remembered.get(key);
    if (known && performance.now() - known.readAt < this.trustedMs()) return known.value;
    const value = this.load(key);
    // Remembered before it is there: an end that is heard of meanwhile takes it away again.
    const entry: Remembered<Value> = { value, readAt: performance.now() };
    this.remembered.delete(key);
    this.remembered.set(key, entry);
    const forgetThis = () => this.remembered.get(key) === entry && this.remembered.delete(key);
    value.then((found) => {
      if (found === undefined) forgetThis();
      else entry.found = found;
    }, forgetThis);
    if (this.remembered.size > MOST_REMEMBERED) this.forgetOldest();
    return value;
  }

  forget(key: string): void {
    this.remembered.delete(key);
  }

  /** What of it this is true of, and what is being read. */
  forgetWhere(concerned: (value: Value) => boolean): void {
    for (const [key, { found }] of this.remembered) {
      if (found === undefined || concerned(found)) this.remembered.delete(key);
    }
  }

  clear(): void {
    this.remembered.clear();
  }

  private forgetOldest(): void {
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined) this.remembered.delete(oldest);
  }
}
