import { useEffect, useRef, useState } from 'react';
import { type Answer, askJudge } from './ask-judge.ts';
import { readDocumentFile, refusalOf } from './read-file.ts';

/** A document as it was typed, pasted or read. */
interface Written {
  name: string;
  text: string;
}

/** What the page has and does. It is kept by nothing but the page. */
export interface Validating extends Written {
  /** Why the text was not sent, or the file not read. */
  refused: Refused;
  judging: boolean;
  /** What was judged last, and what came of it. */
  judged: (Written & { answer: Answer }) | undefined;
  write(text: string): void;
  /** Has it judged, or what is given. */
  judge(what?: Written): Promise<void>;
  /** Takes a document in the place of what is there, and has it judged. */
  take(document: Written): Promise<void>;
  /** Reads a file, and has it judged. */
  open(files: File[]): Promise<void>;
  clear(): void;
}

/** What is said at the text, and at the file. */
interface Refused {
  text?: string | undefined;
  file?: string;
}

const NOTHING: Written = { name: 'documento', text: '' };

/** The document of the page, and its verdict. */
export function useValidation(): Validating {
  const [written, setWritten] = useState(NOTHING);
  const [refused, setRefused] = useState<Refused>({});
  const [judging, setJudging] = useState(false);
  const [judged, setJudged] = useState<Validating['judged']>();
  const asked = useRef(0);
  // What comes when one has left is nobody's.
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );

  async function judge(what = written) {
    const why = what.text.trim() === '' ? 'Cole um documento, ou escolha um arquivo.' : refusalOf(what.text);
    setRefused({ text: why });
    if (why) return;
    asked.current += 1;
    const mine = asked.current;
    setJudging(true);
    const answer = await askJudge(what.text);
    if (mine !== asked.current) return;
    setJudging(false);
    if (answer) setJudged({ ...what, answer });
  }

  async function take(document: Written) {
    setWritten(document);
    await judge(document);
  }

  return {
    ...written,
    refused,
    judging,
    judged,
    write(text) {
      setWritten({ ...written, text });
      setRefused({});
    },
    judge,
    take,
    async open([file]) {
      if (!file) return;
      const read = await readDocumentFile(file);
      if (read.refused !== undefined) return setRefused({ file: read.refused });
      await take(read);
    },
    clear() {
      asked.current += 1;
      setWritten(NOTHING);
      setRefused({});
      setJudging(false);
      setJudged(undefined);
    },
  };
}
