import type { Logger } from '@portal/service-kit/process';

/** What a logger writes from here on, in the place of standard output, as text and each line read. */
export interface ReadLog extends Disposable {
  text(): string;
  lines(): Record<string, unknown>[];
}

/** Reads what a logger writes until it is disposed of. */
export function readLog(logger: Logger): ReadLog {
  const streams = logger as unknown as Record<symbol, unknown>;
  const key = Object.getOwnPropertySymbols(logger).find(({ description }) => description === 'pino.stream');
  if (!key) throw new Error('the log has no stream');
  const before = streams[key];
  let text = '';
  streams[key] = {
    write(line: string) {
      text += line;
    },
  };
  return {
    text: () => text,
    lines: () => text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : [])),
    [Symbol.dispose]() {
      streams[key] = before;
    },
  };
}
