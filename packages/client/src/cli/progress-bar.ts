import { formatFileSize } from '@portal/domain';
import type { Terminal } from './terminal.ts';

const WIDTH = 24;

/** How far a file is, drawn over itself where a person looks on; a line at its beginning where one reads it later. */
export class ProgressBar implements Disposable {
  private drawn = -1;

  constructor(
    private readonly terminal: Terminal,
    private readonly label: string,
    private readonly total: number,
  ) {
    if (!terminal.isWatched) terminal.note(`Enviando ${label} (${formatFileSize(total)})…`);
  }

  readonly show = (sent: number): void => {
    if (!this.terminal.isWatched) return;
    const percent = Math.floor((sent / this.total) * 100);
    if (percent === this.drawn) return;
    this.drawn = percent;
    const full = Math.round((percent / 100) * WIDTH);
    const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
    this.draw(`${this.label} ${bar} ${String(percent).padStart(3)}% de ${formatFileSize(this.total)}`);
  };

  /** Takes the bar away, for what is said next. */
  [Symbol.dispose](): void {
    if (this.drawn >= 0) this.draw('');
  }

  private draw(line: string): void {
    // Back to the first column, the line erased.
    this.terminal.streams.stderr.write(`\r\u001b[K${line}`);
  }
}
