import { checkEvidenceFile, MESSAGE_MAX_FILES } from '@portal/domain';
import { useEffect, useRef, useState } from 'react';
import { makeKey } from '../acts/make-key.ts';
import type { MessageFiles } from '../uploads/use-uploads.ts';

/** A file of a message that is being written. */
export interface Attachment {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Null until it arrived. */
  readonly id: string | null;
  /** From 0 to 1. */
  readonly progress: number;
  /** It waits for the connection to come back. */
  readonly lost: boolean;
  readonly problem: string | undefined;
}

/** The files of a message that is being written. */
export interface Attachments {
  readonly files: readonly Attachment[];
  /** What is wrong with what was chosen. */
  readonly problem: string | undefined;
  readonly add: (chosen: readonly File[]) => void;
  readonly remove: (key: string) => void;
  readonly clear: () => void;
}

const TOO_MANY = `Uma mensagem leva no máximo ${MESSAGE_MAX_FILES} arquivos.`;
const NOT_SENT = 'Não foi possível enviar o arquivo. Remova-o e anexe de novo.';

/** Uploads files as they are chosen; they go with the message once it is sent. What was on its way before goes on. */
export function useAttachments(of: MessageFiles | undefined): Attachments {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [problem, setProblem] = useState<string>();
  const stops = useRef(new Map<string, AbortController>());

  function change(key: string, part: Partial<Attachment>): void {
    setFiles((now) => now.map((file) => (file.key === key ? { ...file, ...part } : file)));
  }

  async function send(key: string, file: File): Promise<void> {
    const stop = new AbortController();
    stops.current.set(key, stop);
    try {
      const checked = await checkEvidenceFile(file.name, file);
      if (!checked.ok) return change(key, { problem: checked.message });
      const sent = await of?.send(file, {
        onProgress: (progress) => change(key, { progress }),
        onWaiting: (lost) => change(key, { lost }),
        signal: stop.signal,
      });
      change(key, { id: sent?.attachmentId ?? null });
    } catch (error) {
      const detail = error instanceof Error && 'detail' in error ? error.detail : undefined;
      change(key, { problem: typeof detail === 'string' ? detail : NOT_SENT });
    }
  }

  function start(taken: readonly File[]): void {
    const keyed = taken.map((file) => ({ key: makeKey(), file }));
    setFiles((now) => [
      ...now,
      ...keyed.map(({ key, file: { name, size } }) => ({
        key,
        name,
        size,
        id: null,
        progress: 0,
        lost: false,
        problem: undefined,
      })),
    ]);
    for (const { key, file } of keyed) void send(key, file);
  }

  function add(chosen: readonly File[]): void {
    const room = MESSAGE_MAX_FILES - files.length;
    setProblem(chosen.length > room ? TOO_MANY : undefined);
    start(chosen.slice(0, room));
  }

  function remove(key: string): void {
    setProblem(undefined);
    stops.current.get(key)?.abort();
    setFiles((now) => now.filter((file) => file.key !== key));
  }

  useEffect(() => {
    void of?.unfinished().then((begun) => start(begun.slice(0, MESSAGE_MAX_FILES)));
    // Once for a form: what is chosen from then on is in the page.
  }, []);

  return { files, problem, add, remove, clear: () => setFiles([]) };
}
