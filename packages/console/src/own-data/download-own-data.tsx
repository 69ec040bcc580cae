import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import { saveFile } from '../save-file.ts';

const FAILED = 'Não foi possível reunir os seus dados agora. Tente de novo em alguns instantes.';
const TOO_OFTEN = 'Houve muitos pedidos em pouco tempo. Espere um minuto e tente de novo.';

const MEDIA_TYPES = { pdf: 'application/pdf', json: 'application/json' };
type Kind = keyof typeof MEDIA_TYPES;

/** Gathers all that the portal has of a person, which may take some seconds, and saves it. */
export function DownloadOwnData() {
  const [busy, setBusy] = useState<Kind>();
  const [told, setTold] = useState<{ failed: boolean; text: string }>();

  async function download(kind: Kind) {
    if (busy) return;
    setBusy(kind);
    setTold(undefined);
    const answer = await fetch(`/own-data.${kind}`).catch(() => undefined);
    const file = answer?.ok ? await answer.blob().catch(() => undefined) : undefined;
    if (file) saveFile(`meus-dados.${kind}`, file, MEDIA_TYPES[kind]);
    setBusy(undefined);
    const failure = answer?.status === 429 ? TOO_OFTEN : FAILED;
    setTold({ failed: !file, text: file ? `O arquivo meus-dados.${kind} foi baixado.` : failure });
  }

  return (
    <>
      <p>
        <Button variant="primary" icon="download" busy={busy === 'pdf'} onClick={() => void download('pdf')}>
          Baixar em PDF
        </Button>{' '}
        <Button icon="download" busy={busy === 'json'} onClick={() => void download('json')}>
          Baixar em JSON
        </Button>
      </p>
      <div role="status">{told && <Message tone={told.failed ? 'danger' : 'success'}>{told.text}</Message>}</div>
    </>
  );
}
