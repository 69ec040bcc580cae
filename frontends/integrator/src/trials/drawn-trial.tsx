import { saveFile } from '@portal/console';
import { Button, CopyButton, Dialog, Message } from '@portal/ui';
import { useEffect, useState } from 'react';
import type { fileNames } from './commands.ts';
import type { DrawnTrial } from './draw-trial.ts';

interface DrawnTrialProps {
  readonly drawn: DrawnTrial;
  readonly authorities: string;
  readonly names: ReturnType<typeof fileNames>;
  readonly onClose: () => void;
}

/** The files of a key that was just made, for the one time that they are there: who leaves without them is asked first. */
export function DrawnTrialDialog({ drawn, authorities, names, onClose }: DrawnTrialProps) {
  const [saved, setSaved] = useState(false);
  const [warned, setWarned] = useState(false);
  useAskBeforeLeaving(!saved);

  function save(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
    saveFile(name, content, type);
    setSaved(true);
    setWarned(false);
  }

  return (
    <Dialog
      open
      size="large"
      title="Certificado de teste gerado"
      dismissible={false}
      onClose={onClose}
      footer={
        <Button
          variant={warned ? 'secondary' : 'primary'}
          danger={warned}
          onClick={() => (saved || warned ? onClose() : setWarned(true))}
        >
          {warned ? 'Sair sem baixar' : 'Concluir'}
        </Button>
      }
    >
      <Message tone="warning" role="none">
        <p>
          <strong>Baixe agora: a chave foi gerada neste navegador e não fica guardada no Portal.</strong> Este
          certificado não é ICP-Brasil e só vale no ambiente de homologação.
        </p>
      </Message>
      <h3>Para Java, .NET, Windows e o pacote npm rnds</h3>
      <div className="button-row">
        <Button icon="download" onClick={() => save(names.pfx, drawn.pfx, 'application/x-pkcs12')}>
          Baixar {names.pfx}
        </Button>
      </div>
      <p className="secret">
        Senha do arquivo: <code>{drawn.password}</code>
      </p>
      <div className="button-row">
        <CopyButton text={drawn.password} variant="secondary" size="medium" label="Copiar senha" />
      </div>
      <h3>Para curl, OpenSSL e Python</h3>
      <div className="button-row">
        <Button icon="download" onClick={() => save(names.pem, drawn.pem, 'application/x-pem-file')}>
          Baixar {names.pem}
        </Button>
        <Button icon="download" onClick={() => saveFile(names.authority, authorities, 'application/x-pem-file')}>
          Baixar {names.authority}
        </Button>
      </div>
      <p>
        O arquivo .pem traz a chave sem senha. O da autoridade é público: com ele o seu sistema confia nos endereços de
        teste.
      </p>
      {warned && (
        <Message tone="danger">
          <p>
            <strong>Você ainda não baixou a chave.</strong> Se sair agora ela se perde, e será preciso gerar outro
            certificado.
          </p>
        </Message>
      )}
    </Dialog>
  );
}

/** The browser asks before the page is closed or loaded anew. */
function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}
