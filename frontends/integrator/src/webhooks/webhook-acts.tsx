import { type Acted, actMessage, useAct } from '@portal/console/acts';
import { Button, ConfirmDialog, useNotify } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { WebhookCardFragment } from '../gql/graphql.ts';
import { DeleteWebhook, RotateWebhookSecret, TestWebhook, UpdateWebhook } from './webhook.documents.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookSecret } from './webhook-secret.tsx';

interface WebhookActsProps {
  readonly webhook: WebhookCardFragment;
  /** Called when a test is on its way. */
  readonly onSent: () => void;
}

type Asking = 'edit' | 'rotate' | 'delete' | null;

/** What one does with a webhook. */
export function WebhookActs({ webhook, onSent }: WebhookActsProps) {
  const { id, version, state } = webhook;
  const [asking, setAsking] = useState<Asking>(null);
  const [secret, setSecret] = useState<string>();
  const [test, testing] = useAct(TestWebhook);
  const [update, updating] = useAct(UpdateWebhook);
  const [rotate, rotating] = useAct(RotateWebhookSecret);
  const [remove, removing] = useAct(DeleteWebhook);
  const { notify } = useNotify();
  const navigate = useNavigate();
  const active = state === 'ACTIVE';

  function told(problems: readonly { readonly message: string }[] | undefined, { error }: Acted<unknown>): boolean {
    if (problems?.length === 0) return true;
    notify({ about: id, tone: 'danger', text: actMessage(problems, error) });
    return false;
  }

  async function sendTest(): Promise<void> {
    const acted = await test({ id });
    if (!told(acted.data?.testWebhook.problems, acted)) return;
    notify({ about: id, tone: 'success', text: 'Teste enviado. O resultado aparece em Envios.' });
    onSent();
  }

  async function turn(): Promise<void> {
    const acted = await update({ input: { id, version, state: active ? 'DISABLED' : 'ACTIVE' } });
    if (!told(acted.data?.updateWebhook.problems, acted)) return;
    notify({ about: id, tone: 'success', text: active ? 'Webhook desativado.' : 'Webhook ativado.' });
    onSent();
  }

  async function drawSecret(): Promise<void> {
    const acted = await rotate({ id });
    setAsking(null);
    if (told(acted.data?.rotateWebhookSecret.problems, acted)) {
      setSecret(acted.data?.rotateWebhookSecret.secret ?? undefined);
    }
  }

  async function removeIt(): Promise<void> {
    const acted = await remove({ id });
    setAsking(null);
    if (!told(acted.data?.deleteWebhook.problems, acted)) return;
    notify({ about: id, tone: 'success', text: 'Webhook excluído.' });
    await navigate('/webhooks');
  }

  return (
    <div className="button-row">
      {active && (
        <Button variant="primary" icon="sent" busy={testing} onClick={() => void sendTest()}>
          Enviar teste
        </Button>
      )}
      <Button variant={active ? 'secondary' : 'primary'} busy={updating} onClick={() => void turn()}>
        {active ? 'Desativar' : 'Ativar'}
      </Button>
      <Button icon="edit" onClick={() => setAsking('edit')}>
        Editar
      </Button>
      <Button icon="key" onClick={() => setAsking('rotate')}>
        Renovar segredo
      </Button>
      <Button icon="remove" danger onClick={() => setAsking('delete')}>
        Excluir
      </Button>
      {asking === 'edit' &&
        (webhook.teamId === null ? (
          <WebhookDialog webhook={webhook} onClose={() => setAsking(null)} />
        ) : (
          <WebhookForm webhook={webhook} teams={[]} onClose={() => setAsking(null)} />
        ))}
      <ConfirmDialog
        open={asking === 'rotate'}
        title="Renovar segredo"
        confirmLabel="Gerar outro segredo"
        busy={rotating}
        onConfirm={() => void drawSecret()}
        onCancel={() => setAsking(null)}
      >
        <p>Durante 24 horas os avisos levam as duas assinaturas. Troque o segredo no seu sistema nesse prazo.</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        title="Excluir webhook"
        confirmLabel="Excluir webhook"
        danger
        busy={removing}
        onConfirm={() => void removeIt()}
        onCancel={() => setAsking(null)}
      >
        <p>Os envios guardados e os que ainda estão pendentes também são excluídos.</p>
      </ConfirmDialog>
      {secret !== undefined && <WebhookSecret secret={secret} onClose={() => setSecret(undefined)} />}
    </div>
  );
}
