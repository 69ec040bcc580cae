import { Button, Dialog } from '@portal/ui';
import { ShownOnce } from '../shown-once.tsx';

interface MadeTokenProps {
  readonly name: string;
  readonly token: string;
  /** For whom it acts, in words. */
  readonly actsFor?: string;
  readonly onClose: () => void;
}

/** Shows a token, once: it is nowhere else, and gone when the dialog closes. */
export function MadeToken({ name, token, actsFor = 'em seu nome', onClose }: MadeTokenProps) {
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
      <ShownOnce what="token" text={token} />
      <p>
        O programa o envia no cabeçalho <code>Authorization: Bearer</code>. Quem tem o token age {actsFor}: não o
        publique nem o envie por e-mail.
      </p>
    </Dialog>
  );
}
