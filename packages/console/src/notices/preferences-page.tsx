import './notices.css';
import { NOTICE_KIND_LABELS, type NoticeKind } from '@portal/domain';
import { Breadcrumb, Checkbox, Message, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useViewer } from '../console-context.tsx';
import { QueryView } from '../reading/query-view.tsx';
import { useRead } from '../reading/reading.ts';
import { RequireViewer } from '../require-viewer.tsx';
import { NoticePreferences, SetNoticePreference } from './notices.documents.ts';

/** /avisos/preferencias */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Avisos', to: '/avisos' }, { label: 'Preferências de aviso' }]} />
      <PageTitle>Preferências de aviso</PageTitle>
      <Preferences />
    </RequireViewer>
  );
}

function Preferences() {
  const email = useViewer()?.email;
  const preferences = useRead({ query: NoticePreferences, pick: (data) => data.viewer?.noticePreferences });
  const [, set] = useMutation(SetNoticePreference);
  const [told, setTold] = useState<{ failed: boolean; text: string }>();

  async function choose(kind: NoticeKind, byEmail: boolean) {
    const { data, error } = await set({ input: { kind, byEmail } });
    const problem = data?.setNoticePreference?.problems[0]?.message;
    const failed = Boolean(error ?? problem) || !data?.setNoticePreference;
    const label = NOTICE_KIND_LABELS[kind];
    const done = byEmail ? `${label}: você recebe por e-mail.` : `${label}: você não recebe mais por e-mail.`;
    setTold({ failed, text: failed ? (problem ?? 'Não foi possível salvar a escolha. Tente de novo.') : done });
  }

  return (
    <>
      <p className="lead">
        {email
          ? `Escolha quais avisos chegam também em ${email}. No sino do Portal chegam todos.`
          : 'A sua conta gov.br não informa um e-mail: os avisos chegam só no sino do Portal.'}
      </p>
      <QueryView of={preferences}>
        {(kinds) => (
          <fieldset className="notice-preferences">
            <legend>Receber por e-mail</legend>
            {kinds.map(({ kind, byEmail, always }) => (
              <Checkbox
                key={kind}
                label={NOTICE_KIND_LABELS[kind]}
                help={always ? 'Chega sempre: é sobre a segurança da credencial ou da conta.' : undefined}
                checked={byEmail}
                disabled={always}
                onChange={(event) => void choose(kind, event.target.checked)}
              />
            ))}
          </fieldset>
        )}
      </QueryView>
      <div role="status">{told && <Message tone={told.failed ? 'danger' : 'success'}>{told.text}</Message>}</div>
    </>
  );
}
