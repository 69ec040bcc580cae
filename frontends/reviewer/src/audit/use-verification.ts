import { saveFile } from '@portal/console';
import { useEffect, useRef, useState } from 'react';
import type { Answered, Asked, Verified } from './verify.worker.ts';

/** How far verifying is, and what came of it. */
export type Verification =
  | { state: 'idle' }
  | { state: 'running'; asked: Asked; done: number; of: number }
  | { state: 'cancelled' }
  | { state: 'done'; asked: Asked; verified: Verified }
  | { state: 'failed'; problem: string };

const NO_READER = 'A verificação não pôde ser carregada. Recarregue a página e tente de novo.';

/** Follows a chain beside the page, so that the page stays alive; it can be broken off at any moment. */
export function useVerification() {
  const [verification, setVerification] = useState<Verification>({ state: 'idle' });
  const worker = useRef<Worker>(undefined);
  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
  };
  useEffect(() => stop, []);

  function start(asked: Asked) {
    stop();
    setVerification({ state: 'running', asked, done: 0, of: 0 });
    const started = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    const end = (ended: Verification) => {
      if (worker.current !== started) return;
      stop();
      setVerification(ended);
    };
    started.addEventListener('error', () => end({ state: 'failed', problem: NO_READER }));
    started.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      if ('done' in data) {
        if (worker.current === started) setVerification({ state: 'running', asked, ...data });
      } else if ('problem' in data) end({ state: 'failed', problem: data.problem });
      else {
        const { file } = data.verified;
        if (file) saveFile(`registro-de-atos-${asked.log}.jsonl`, file, file.type);
        end({ state: 'done', asked, verified: data.verified });
      }
    });
    started.postMessage(asked);
  }

  function cancel() {
    stop();
    setVerification({ state: 'cancelled' });
  }

  return { verification, start, cancel };
}
