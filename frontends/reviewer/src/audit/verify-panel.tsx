import type { PublishedCheckpoints } from '@portal/audit-chain/in-browser';
import { Button, Disclosure, FileInput, Message, Progress } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { LOGS, type Log } from './logs.ts';
import { readKept } from './read-kept.ts';
import { useVerification } from './use-verification.ts';
import { VerificationResult } from './verification-result.tsx';

interface Kept {
  checkpoints: PublishedCheckpoints[];
  names: string[];
  error?: string;
}

const NONE: Kept = { checkpoints: [], names: [] };

/** Whether the log is whole: followed from its first record to its last in the browser, and held against what was signed. */
export function VerifyPanel({ log }: { log: Log }) {
  const { verification, start, cancel } = useVerification();
  const [kept, setKept] = useState(NONE);
  const running = verification.state === 'running';
  const verify = useRef<HTMLButtonElement>(null);
  const stop = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    // Either button goes when the other comes: focus goes along.
    if (running) stop.current?.focus();
    else if (begun.current) verify.current?.focus();
    begun.current = running;
  }, [running]);

  async function take(files: File[]) {
    const read = await Promise.all(files.map(readKept));
    const unreadable = files.filter((_, index) => !read[index]).map(({ name }) => name);
    setKept({
      checkpoints: read.flatMap((one) => one ?? []),
      names: files.filter((_, index) => read[index]).map(({ name }) => name),
      ...(unreadable.length > 0 && { error: `Não são pontos de verificação do Portal: ${unreadable.join(', ')}.` }),
    });
  }

  const begin = (file: boolean) => start({ log, kept: kept.checkpoints, file });
  return (
    <section className="audit-verify" aria-labelledby="audit-verify-title">
      <h2 id="audit-verify-title">O registro está inteiro?</h2>
      <p>
        Cada registro guarda a impressão do anterior, e de hora em hora o Portal assina até onde chegou. A conferência é
        feita neste navegador, do primeiro registro ao último.
      </p>
      {running ? (
        <div className="audit-running">
          <Progress
            label={`Conferindo: ${LOGS[verification.asked.log]}`}
            value={verification.of > 0 ? verification.done : undefined}
            max={verification.of || 1}
          />
          <Button ref={stop} icon="close" onClick={cancel}>
            Cancelar
          </Button>
        </div>
      ) : (
        <div className="audit-acts">
          <Button ref={verify} variant="primary" icon="success" onClick={() => begin(false)}>
            Verificar
          </Button>
          <Button icon="download" onClick={() => begin(true)}>
            Verificar e exportar
          </Button>
        </div>
      )}
      <div role="status" className="audit-result">
        {verification.state === 'cancelled' && <p>A verificação foi cancelada: nada se sabe do registro.</p>}
        {verification.state === 'failed' && (
          <Message tone="danger" role="none" title="Não foi possível verificar">
            <p>{verification.problem}</p>
          </Message>
        )}
        {verification.state === 'done' && (
          <VerificationResult log={verification.asked.log} verified={verification.verified} />
        )}
      </div>
      <Disclosure summary="Conferir também com pontos de verificação guardados">
        <p>
          Quem reescrevesse o banco inteiro reescreveria também o que está assinado nele. O que alguém guardou antes, em
          outro lugar, não muda: guarde todo mês o que o Portal publica e confira com esses arquivos.
        </p>
        <FileInput
          label="Arquivos que o Portal publicou"
          help={`De /.well-known/audit-checkpoints/${log}/AAAA-MM.json`}
          accept=".json"
          multiple
          disabled={running}
          error={kept.error}
          onFiles={(files) => void take(files)}
        />
        <p role="status">{kept.names.length > 0 && `Na próxima verificação: ${kept.names.join(', ')}`}</p>
      </Disclosure>
    </section>
  );
}
