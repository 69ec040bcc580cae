import type { Page } from '@playwright/test';

/** Something that left a page: its address, headers and body as one text, a character for a byte. */
interface Sent {
  url: string;
  text: string;
}

/** Keeps all that a page and its workers send, over HTTP and WebSocket. */
export function recordSent(page: Page): Sent[] {
  const sent: Sent[] = [];
  page.context().on('request', (request) => {
    const headers = Object.entries(request.headers()).flat().join('\n');
    const body = request.postDataBuffer()?.toString('latin1') ?? '';
    sent.push({ url: request.url(), text: [request.url(), headers, body].join('\n') });
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      sent.push({ url: socket.url(), text: typeof payload === 'string' ? payload : payload.toString('latin1') });
    });
  });
  return sent;
}

const SLICE_BYTES = 30;

/** Whether a text carries a part of these bytes: as they are, in hexadecimal or in Base64. */
export function carries(text: string, bytes: Buffer): boolean {
  for (let at = 0; at + SLICE_BYTES + 2 <= bytes.length; at += SLICE_BYTES) {
    const slice = bytes.subarray(at, at + SLICE_BYTES);
    const hex = slice.toString('hex');
    // Base64 looks another way by where its groups of three begin.
    const base64 = [0, 1, 2].map((shift) => bytes.subarray(at + shift, at + shift + 27).toString('base64'));
    const forms = [slice.toString('latin1'), hex, hex.toUpperCase(), ...base64];
    if (forms.some((form) => text.includes(form))) return true;
  }
  return false;
}
