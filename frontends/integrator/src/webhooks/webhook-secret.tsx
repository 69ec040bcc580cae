import { Button, CopyButton, Dialog, Message } from '@portal/ui';

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
      <Message tone="warning" role="none">
        <p>
          <strong>Guarde agora: este segredo não será mostrado de novo.</strong>
        </p>
      </Message>
      <p className="secret">
        <code>{secret}</code>
      </p>
      <CopyButton text={secret} variant="secondary" size="medium" label="Copiar segredo" />
      <p>Com ele o seu sistema confere, pela assinatura, que o aviso veio mesmo do Portal.</p>
    </Dialog>
  );
}
