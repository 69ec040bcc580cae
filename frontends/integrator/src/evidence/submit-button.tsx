import { CONFORMANCE_REPORT_STANDING_LABELS } from '@portal/domain';
import { Button, ConfirmDialog } from '@portal/ui';
import { useState } from 'react';
import type { ReportOver } from '../conformance-reports/use-reports-over.ts';

interface SubmitButtonProps {
  readonly busy: boolean;
  /** Reports among the files that count no more. */
  readonly over: readonly ReportOver[];
  readonly onSubmit: () => Promise<void>;
}

/** "Enviar para análise", asked once more where a report among the files counts no more. */
export function SubmitButton({ busy, over, onSubmit }: SubmitButtonProps) {
  const [asking, setAsking] = useState(false);

  async function submit(): Promise<void> {
    await onSubmit();
    setAsking(false);
  }

  return (
    <>
      <Button
        variant="primary"
        icon="sent"
        busy={busy}
        onClick={() => (over.length > 0 ? setAsking(true) : void onSubmit())}
      >
        Enviar para análise
      </Button>
      <ConfirmDialog
        open={asking}
        title="Enviar com um relatório que não vale mais?"
        confirmLabel="Enviar assim mesmo"
        cancelLabel="Voltar às evidências"
        busy={busy}
        onConfirm={() => void submit()}
        onCancel={() => setAsking(false)}
      >
        <p>Quem analisa vê que ele não vale mais, e deve pedir outro:</p>
        <ul>
          {over.map(({ id, fileName, standing }) => (
            <li key={id}>
              <strong>{fileName}</strong>: {CONFORMANCE_REPORT_STANDING_LABELS[standing].toLowerCase()}
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}
