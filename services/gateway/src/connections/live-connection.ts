/** What stays open as long as somebody listens: a WebSocket, or an answer that is a stream of events. */
export interface LiveConnection {
  readonly OPEN: number;
  readonly readyState: number;
  close(code: number, reason: string): void;
  terminate(): void;
  once(event: 'close', listener: () => void): unknown;
}
