import { checkEvidenceFile, MESSAGE_MAX_FILES } from '@portal/domain';
import { useEffect, useRef, useState } from 'react';
import { makeKey } from '../acts/make-key.ts';
import { PAUSED } from '../uploads/send-resumably.ts';
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
  /** It arrived, and the antivirus is still to look at it. */
  readonly scanning: boolean;
  readonly problem: string | undefined;
}

/** A file that arrived and waits for its message. */
export interface Arrived {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** Where those that arrived are kept with the text until it is sent, though the form is closed or the page loaded anew. */
export interface KeptFiles {
  readonly read: () => readonly Arrived[];
  readonly write: (files: readonly Arrived[]) => void;
}

/** The files of a message that is being written. */
export interface Attachments {
  readonly files: readonly Attachment[];
  /** What is wrong with what was chosen. */
  readonly problem: string | undefined;
  readonly add: (chosen: readonly File[]) => void;
  readonly remove: (key: string) => void;
  /** Takes away those that went with a message, and none that was chosen since. */
  readonly clear: (sent: readonly string[]) => void;
}

const TOO_MANY = `Uma mensagem leva no máximo ${MESSAGE_MAX_FILES} arquivos.`;
const NOT_SENT = 'Não foi possível enviar o arquivo. Remova-o e anexe de novo.';

const JUST_CHOSEN = { id: null, progress: 0, lost: false, scanning: false, problem: undefined };

/**
 * Uploads files as they are chosen; they go with the message once it is sent. What was on its way before goes on, and what
 * had arrived is there: a form that is closed pauses what it sends.
 */
export function useAttachments(of: MessageFiles | undefined, kept: KeptFiles): Attachments {
  const [files, setFiles] = useState<readonly Attachment[]>(() =>
    kept.read().map((file) => ({ ...JUST_CHOSEN, ...file, key: makeKey(), progress: 1 })),
  );
  const [problem, setProblem] = useState<string>();
  const under = useRef(new Map<string, { file: File; stop: AbortController }>());

  function change(key: string, part: Partial<Attachment>): void {
    setFiles((now) => now.map((file) => (file.key === key ? { ...file, ...part } : file)));
  }

  async function send(key: string, file: File): Promise<void> {
    const stop = new AbortController();
    under.current.set(key, { file, stop });
    try {
      const checked = await checkEvidenceFile(file.name, file);
      if (!checked.ok) return change(key, { problem: checked.message });
      const sent = await of?.send(file, {
        onProgress: (progress) => change(key, { progress }),
        onWaiting: (lost) => change(key, { lost }),
        onScanning: () => change(key, { scanning: true }),
        signal: stop.signal,
      });
      if (!sent || (stop.signal.aborted && stop.signal.reason !== PAUSED)) return;
      const { attachmentId: id, fileName: name, size } = sent;
      // Here, not with what is shown: the form may be closed by now.
      kept.write([...kept.read(), { id, name, size }]);
      change(key, { id });
    } catch (error) {
      const detail = error instanceof Error && 'detail' in error ? error.detail : undefined;
      change(key, { problem: typeof detail === 'string' ? detail : NOT_SENT });
    }
  }

  function start(taken: readonly File[]): void {
    const keyed = taken.map((file) => ({ key: makeKey(), file }));
    setFiles((now) => [...now, ...keyed.map(({ key, file: { name, size } }) => ({ ...JUST_CHOSEN, key, name, size }))]);
    for (const { key, file } of keyed) void send(key, file);
  }

  function add(chosen: readonly File[]): void {
    const room = MESSAGE_MAX_FILES - files.length;
    setProblem(chosen.length > room ? TOO_MANY : undefined);
    start(chosen.slice(0, room));
  }

  function remove(key: string): void {
    setProblem(undefined);
    const sent = under.current.get(key);
    const gone = files.find((file) => file.key === key);
    if (sent && gone?.problem !== undefined) void of?.giveUp(sent.file);
    sent?.stop.abort();
    kept.write(kept.read().filter(({ id }) => id !== gone?.id));
    setFiles((now) => now.filter((file) => file.key !== key));
  }

  useEffect(() => {
    let closed = false;
    const room = MESSAGE_MAX_FILES - files.length;
    void of?.unfinished().then((begun) => closed || start(begun.slice(0, room)));
    return () => {
      closed = true;
      for (const { stop } of under.current.values()) stop.abort(PAUSED);
    };
    // Once for a form: what is chosen from then on is in the page.
  }, []);

  function clear(sent: readonly string[]): void {
    kept.write(kept.read().filter(({ id }) => !sent.includes(id)));
    setFiles((now) => now.filter(({ id }) => id === null || !sent.includes(id)));
  }

  return { files, problem, add, remove, clear };
}
