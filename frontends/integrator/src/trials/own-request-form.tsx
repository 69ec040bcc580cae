import { saveFile } from '@portal/console';
import { actMessage, makeKey, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import { Button, Disclosure, FileInput, Message, TextArea } from '@portal/ui';
import { useState } from 'react';
import { CodeBlock } from '../developers/code-block.tsx';
import { fileNames, joinCommand, OWN_KEY_COMMAND } from './commands.ts';
import { LONGEST_REQUEST_FILE, readOwnRequest } from './own-request.ts';
import { IssueTrialCertificate } from './trial.documents.ts';

interface OwnRequestProps {
  readonly credentialId: string;
  readonly requesterIdentifier: string;
}

const WRITTEN = readEach({ certificateRequest: required(readOwnRequest, 'Cole o pedido, ou escolha o arquivo.') });

/** A certificate for a key that was made elsewhere, and stays there: its request (PKCS#10) is pasted or chosen. */
export function OwnRequest({ credentialId, requesterIdentifier }: OwnRequestProps) {
  const [issue] = useAct(IssueTrialCertificate);
  const [issued, setIssued] = useState<string>();
  const [unread, setUnread] = useState<string>();
  const form = useForm({
    schema: WRITTEN,
    initial: { certificateRequest: '' },
    send: async ({ certificateRequest }) => {
      const idempotencyKey = makeKey();
      const { data, error } = await issue({ input: { credentialId, certificateRequest, idempotencyKey } });
      const payload = data?.issueTrialCertificate;
      if (!payload?.trialCertificate) {
        return payload?.problems.length ? payload.problems : [{ message: actMessage(undefined, error) }];
      }
      setIssued(payload.trialCertificate.pem);
      form.change({ certificateRequest: '' });
      return [];
    },
  });

  async function read([file]: File[]): Promise<void> {
    if (!file) return;
    const text = file.size > LONGEST_REQUEST_FILE ? undefined : await file.text().catch(() => undefined);
    setUnread(text === undefined ? 'Este arquivo não pôde ser lido como um pedido (CSR). Escolha outro.' : undefined);
    if (text === undefined) return;
    // A key that was chosen by mistake is not even shown.
    const found = readOwnRequest(text);
    if (found.ok) form.change({ certificateRequest: found.value });
    else setUnread(found.message);
  }

  return (
    <Disclosure summary="A chave é gerada no seu servidor? Envie só o pedido (CSR)">
      <p>
        A chave privada fica onde foi gerada, e o Portal assina o pedido dela (PKCS#10, em PEM): RSA de 2048 a 4096
        bits, P-256 ou P-384. Do pedido só a chave pública conta, seja qual for o nome que está nele. Com o OpenSSL:
      </p>
      <CodeBlock title="Chave e pedido" what="o comando que gera a chave e o pedido" code={OWN_KEY_COMMAND} />
      <Form of={form} aria-label="Certificado para um pedido">
        <FileInput
          label="Arquivo do pedido"
          accept=".csr,.req,.pem,.p10"
          error={unread}
          onFiles={(files) => void read(files)}
        />
        <TextArea
          {...form.text('certificateRequest')}
          label="Pedido de certificado (CSR)"
          rows={6}
          spellCheck={false}
        />
        <div className="button-row">
          <Button type="submit" busy={form.submitting}>
            Emitir para este pedido
          </Button>
        </div>
      </Form>
      {issued !== undefined && <Issued pem={issued} requesterIdentifier={requesterIdentifier} />}
    </Disclosure>
  );
}

function Issued({ pem, requesterIdentifier }: { readonly pem: string; readonly requesterIdentifier: string }) {
  const { certificate } = fileNames(requesterIdentifier);
  return (
    <>
      <Message tone="success" title="Certificado emitido para a sua chave">
        <p>Ele é público, e fica na lista abaixo. Junte-o à chave para usar os comandos desta página como estão.</p>
      </Message>
      <div className="button-row">
        <Button icon="download" variant="primary" onClick={() => saveFile(certificate, pem, 'application/x-pem-file')}>
          Baixar {certificate}
        </Button>
      </div>
      <CodeBlock
        title="Chave e certificado"
        what="o comando que junta os dois"
        code={joinCommand(requesterIdentifier)}
      />
    </>
  );
}
