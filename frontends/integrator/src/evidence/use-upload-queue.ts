import { HttpProblem, PAUSED, useUploads } from '@portal/console';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { drawPngOnCanvas, prepareFile } from './prepare-file.ts';
import { createUploadQueue, type SendAnswer } from './upload-queue.ts';
import { viewingFault } from './viewing-fault.ts';

/** So many files travel at once. */
const AT_ONCE = 2;

/** What no new try can help: too large, not PDF or PNG, empty, wrong state or full. */
const FINAL_STATUS: readonly number[] = [404, 409, 413, 415, 422];

function answerOf(cause: unknown): SendAnswer {
  if (!(cause instanceof HttpProblem)) return { kind: 'refused', problem: 'Envio cancelado.', retriable: true };
  return { kind: 'refused', problem: cause.detail, retriable: !FINAL_STATUS.includes(cause.status) };
}

/** The queue of a request's evidence page; `onSent` hears of each file that has arrived. What was on its way before goes on. */
export function useUploadQueue(accessRequest: string, onSent: () => void) {
  const { uploadEvidence, unfinishedEvidence, giveUp } = useUploads();
  const latest = useRef(onSent);
  useEffect(() => {
    latest.current = onSent;
  });
  const [queue] = useState(() =>
    createUploadQueue({
      atOnce: AT_ONCE,
      prepare: (file) => prepareFile(file, { drawPng: drawPngOnCanvas, viewingFault }),
      send: (file, transfer) =>
        uploadEvidence(file, { accessRequest, ...transfer }).then((): SendAnswer => ({ kind: 'sent' }), answerOf),
      pausedBy: PAUSED,
      giveUp,
      onSent: () => latest.current(),
    }),
  );
  useEffect(() => {
    void unfinishedEvidence(accessRequest).then(queue.goOn);
  }, [accessRequest, queue, unfinishedEvidence]);
  return { queue, uploads: useSyncExternalStore(queue.subscribe, queue.uploads) };
}
