import type { RequestHandler } from 'express';
import type { Sequencer } from '../events/sequencer.ts';

/** Whoever hears nothing for clearly longer has lost us. */
const BEAT_MS = 300;
/** Who has so much to take still is cut off: told anew it looks at everything anew. */
const MOST_UNTAKEN_BYTES = 1_000_000;

/**
 * `GET /internal/clients/changes`, a stream without end: a line `{"credentialId": …}` for each credential that changed, from
 * now on, and an empty line now and then for as long as they are heard of here, so that silence is told from peace.
 */
export function clientChanges(changes: Pick<Sequencer, 'listen' | 'listening'>, stopping: AbortSignal): RequestHandler {
  return (_req, res) => {
    res.type('application/x-ndjson').flushHeaders();
    const write = (line: string) => {
      if (res.writableLength > MOST_UNTAKEN_BYTES) res.destroy();
      else res.write(`${line}\n`);
    };
    const detach = changes.listen(({ change: { subject, subjectId } }) => {
      if (subject === 'CREDENTIAL') write(JSON.stringify({ credentialId: subjectId }));
    });
    const sign = () => changes.listening && write('');
    sign();
    const beat = setInterval(sign, BEAT_MS);
    const end = () => res.end();
    stopping.addEventListener('abort', end);
    res.once('close', () => {
      detach();
      clearInterval(beat);
      stopping.removeEventListener('abort', end);
    });
  };
}
