import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import { saveFile } from '../save-file.ts';

const FAILED = 'Não foi possível reunir os seus dados agora. Tente de novo em alguns instantes.';
const TOO_OFTEN = 'Houve muitos pedidos em pouco tempo. Espere um minuto e tente de novo.';

/** Gathers all that the portal has of a person, which may take some seconds, and saves it. */
export function DownloadOwnData() {
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ failed: boolean; text: string }>();

  async function download() {
    if (busy) return;
    setBusy(true);
    setTold(undefined);
    const answer = await fetch('/own-data.json').catch(() => undefined);
    const file = answer?.ok ? await answer.blob().catch(() => undefined) : undefined;
    if (file) saveFile('meus-dados.json', file, 'application/json');
    setBusy(false);
    const failure = answer?.status === 429 ? TOO_OFTEN : FAILED;
    setTold({ failed: !file, text: file ? 'O arquivo meus-dados.json foi baixado.' : failure });
  }

  return (
    <>
      <Button variant="primary" icon="download" busy={busy} onClick={() => void download()}>
        Baixar os meus dados
      </Button>
      <div role="status">{told && <Message tone={told.failed ? 'danger' : 'success'}>{told.text}</Message>}</div>
    </>
  );
}
