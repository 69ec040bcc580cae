import { actMessage, makeKey, useAct } from '@portal/console/acts';
import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import { fileNames } from './commands.ts';
import { type DrawnTrial, drawTrial, NoKeys, NotDrawn } from './draw-trial.ts';
import { DrawnTrialDialog } from './drawn-trial.tsx';
import { IssueTrialCertificate } from './trial.documents.ts';

interface DrawButtonProps {
  readonly credentialId: string;
  readonly requesterIdentifier: string;
  readonly authorities: string;
  /** Whether there is one already. */
  readonly again: boolean;
}

/** "Gerar certificado de teste": the key is made here, its request is sent, and the files are given once. */
export function DrawButton({ credentialId, requesterIdentifier, authorities, again }: DrawButtonProps) {
  const [issue] = useAct(IssueTrialCertificate);
  const [drawing, setDrawing] = useState(false);
  const [drawn, setDrawn] = useState<DrawnTrial>();
  const [problem, setProblem] = useState<string>();

  async function sign(certificateRequest: string): Promise<string> {
    const idempotencyKey = makeKey();
    const { data, error } = await issue({ input: { credentialId, certificateRequest, idempotencyKey } });
    const payload = data?.issueTrialCertificate;
    if (!payload?.trialCertificate) throw new NotDrawn(actMessage(payload?.problems, error));
    return payload.trialCertificate.pem;
  }

  async function draw(): Promise<void> {
    setDrawing(true);
    setProblem(undefined);
    try {
      setDrawn(await drawTrial(`Certificado de teste ${requesterIdentifier}`, sign));
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setDrawing(false);
    }
  }

  return (
    <>
      <p>
        <Button variant={again ? 'secondary' : 'primary'} icon="key" busy={drawing} onClick={() => void draw()}>
          {again ? 'Gerar outro certificado de teste' : 'Gerar certificado de teste'}
        </Button>
      </p>
      <p className="visually-hidden" role="status">
        {drawing ? 'Gerando a chave e o certificado…' : ''}
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      {drawn && (
        <DrawnTrialDialog
          drawn={drawn}
          authorities={authorities}
          names={fileNames(requesterIdentifier)}
          onClose={() => setDrawn(undefined)}
        />
      )}
    </>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof NotDrawn) return error.message;
  if (error instanceof NoKeys) {
    return 'O navegador só gera chaves em páginas abertas por https. Abra o Portal por https e tente de novo.';
  }
  return 'Não foi possível gerar a chave neste navegador. Atualize a página e tente de novo.';
}
