import { styleText } from 'node:util';

/** What the program reads and writes. */
export interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: NodeJS.ProcessEnv;
}

/** The colours that are used, each with a word beside it that says the same. */
export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'blue';

/** Results go to stdout, for the next program; what is said to a person goes to stderr. */
export class Terminal {
  constructor(
    readonly streams: Streams,
    readonly json: boolean,
  ) {}

  /** The result: as JSON where it was asked for, as text otherwise. */
  result(value: unknown, text: () => string): void {
    this.streams.stdout.write(`${this.json ? JSON.stringify(value) : text()}\n`);
  }

  /** Something for a person; a program that reads JSON is not told. */
  note(text: string): void {
    if (!this.json) this.streams.stderr.write(`${text}\n`);
  }

  /** Why it did not work. */
  failure(value: unknown, text: string): void {
    this.streams.stderr.write(`${this.json ? JSON.stringify({ error: value }) : this.error('red', text)}\n`);
  }

  /** Whether a person looks at what is said beside the result. */
  get isWatched(): boolean {
    return !this.json && this.streams.stderr.isTTY === true;
  }

  /** Coloured for the result. */
  paint(style: Style, text: string): string {
    return this.coloured(this.streams.stdout, style, text);
  }

  private error(style: Style, text: string): string {
    return this.coloured(this.streams.stderr, style, text);
  }

  /** https://no-color.org: any value that is not empty turns colours off. */
  private coloured(stream: NodeJS.WriteStream, style: Style, text: string): string {
    const on = stream.isTTY === true && !this.streams.env.NO_COLOR && this.streams.env.TERM !== 'dumb';
    return on ? styleText(style, text, { validateStream: false }) : text;
  }
}
