import { Button, Dialog } from '@portal/ui';
import { ShownOnce } from '../shown-once.tsx';

/** The secret of a webhook, for the one time that it is shown. */
export function WebhookSecret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      size="large"
      title="Segredo do webhook"
      dismissible={false}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Já guardei
        </Button>
      }
    >
      <ShownOnce what="segredo" text={secret} />
      <p>Com ele o seu sistema confere, pela assinatura, que o aviso veio mesmo do Portal.</p>
    </Dialog>
  );
}
