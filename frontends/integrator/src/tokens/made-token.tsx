import { Button, CopyButton, Dialog, Message } from '@portal/ui';

interface MadeTokenProps {
  readonly name: string;
  readonly token: string;
  readonly onClose: () => void;
}

/** Shows a token, once: it is nowhere else, and gone when the dialog closes. */
export function MadeToken({ name, token, onClose }: MadeTokenProps) {
  return (
    <Dialog
      open
      size="large"
      title={`Token “${name}” criado`}
      dismissible={false}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Já guardei
        </Button>
      }
    >
      <Message tone="warning" role="none">
        <p>
          <strong>Guarde agora: este token não será mostrado de novo.</strong>
        </p>
      </Message>
      <p className="secret">
        <code>{token}</code>
      </p>
      <div className="button-row">
        <CopyButton text={token} variant="secondary" size="medium" label="Copiar token" />
      </div>
      <p>
        O programa o envia no cabeçalho <code>Authorization: Bearer</code>. Quem tem o token age em seu nome: não o
        publique nem o envie por e-mail.
      </p>
    </Dialog>
  );
}
