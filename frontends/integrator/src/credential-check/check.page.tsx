import { QueryView, useRead } from '@portal/console';
import { Form, readEach, useForm } from '@portal/console/forms';
import {
  CREDENTIAL_STATE_LABELS,
  ENVIRONMENT_LABELS,
  formatDate,
  formatDateTime,
  formatSheetCode,
  parseSheetCode,
} from '@portal/domain';
import type { CredentialState } from '@portal/schema/types';
import { Breadcrumb, Button, DescriptionList, Message, PageTitle, TextField } from '@portal/ui';
import { useNavigate, useParams } from 'react-router';
import type { CheckCredentialQuery } from '../gql/graphql.ts';
import { CheckCredential } from './check.documents.ts';

type Found = NonNullable<CheckCredentialQuery['credentialCheck']>;

/** /conferir/:code: whether a credential's sheet is still true, for whoever holds it. */
export function Component() {
  const { code } = useParams();
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Conferir credencial' }]} />
      <PageTitle>Conferir credencial</PageTitle>
      <p className="lead">
        A ficha de uma credencial traz um código. Com ele, qualquer pessoa vê como a credencial está agora, sem entrar
        no Portal.
      </p>
      {code !== undefined && <CredentialOf key={code} code={code} />}
      <CodeForm key={`form ${code}`} another={code !== undefined} />
    </>
  );
}

function CredentialOf({ code }: { readonly code: string }) {
  const check = useRead({
    query: CheckCredential,
    variables: { code },
    // How it stood a while ago is not what is asked.
    requestPolicy: 'network-only',
    pick: (data) => data.credentialCheck,
  });
  return (
    <section aria-labelledby="credencial">
      <h2 id="credencial">A credencial</h2>
      <QueryView of={check} lines={6} title="Credencial" empty={<UnknownCode />}>
        {(found) => (
          <>
            <Standing found={found} />
            {!found.current && <OutOfDate />}
            <DescriptionList
              items={[
                { term: 'Estabelecimento', value: establishmentOf(found) },
                { term: 'Ambiente', value: ENVIRONMENT_LABELS[found.environment] },
                { term: 'Portfólio', value: found.portfolio.name },
                { term: 'Emitida em', value: formatDate(found.issuedAt) },
                { term: 'Válida até', value: formatDateTime(found.expiresAt) },
                { term: 'Primeira emissão da ficha', value: formatDateTime(found.sheetPrintedAt) },
                { term: 'Código', value: <code>{formatSheetCode(found.code)}</code> },
              ]}
            />
          </>
        )}
      </QueryView>
    </section>
  );
}

function establishmentOf({ establishmentName, establishmentCnes, municipality, uf }: Found): string {
  const cnes = establishmentCnes === null ? '' : `, CNES ${establishmentCnes}`;
  return `${establishmentName}${cnes}, ${municipality} – ${uf}`;
}

function Standing({ found: { state, stateChangedAt, expiresAt, current } }: { readonly found: Found }) {
  const sentences: Record<CredentialState, string> = {
    ACTIVE: `Vale até ${formatDateTime(expiresAt)}.`,
    SUSPENDED: `Suspensa em ${formatDateTime(stateChangedAt)}: não vale enquanto não for reativada.`,
    REVOKED: `Revogada em ${formatDateTime(stateChangedAt)}: não vale mais.`,
    EXPIRED: `Expirou em ${formatDateTime(stateChangedAt)}: não vale mais.`,
  };
  const tone = state === 'ACTIVE' ? 'success' : state === 'SUSPENDED' ? 'warning' : 'danger';
  return (
    <Message tone={tone} role="none" title={CREDENTIAL_STATE_LABELS[state].label}>
      <p>
        {sentences[state]}
        {current && ' O que a ficha diz da credencial continua igual.'}
      </p>
    </Message>
  );
}

function OutOfDate() {
  return (
    <Message tone="warning" role="none" title="Esta ficha não é mais atual">
      <p>
        A credencial mudou depois que a ficha foi emitida: estabelecimento, serviços, certificado, validade ou outro
        dado. O que está abaixo é como ela está agora, e não o que a ficha diz. Peça uma ficha nova a quem a apresentou.
      </p>
    </Message>
  );
}

function UnknownCode() {
  return (
    <Message tone="warning" role="none" title="Não há uma ficha com este código">
      <p>Confira cada letra do código impresso. Se ele estiver certo, a ficha não foi emitida por este Portal.</p>
    </Message>
  );
}

const CODE = readEach({ code: parseSheetCode });

function CodeForm({ another }: { readonly another: boolean }) {
  const navigate = useNavigate();
  const form = useForm({
    schema: CODE,
    initial: { code: '' },
    send: async (typed) => {
      await navigate(`/conferir/${typed.code}`);
      return [];
    },
  });
  return (
    <section aria-labelledby="codigo">
      <h2 id="codigo">{another ? 'Conferir outra' : 'Informe o código'}</h2>
      <Form of={form} aria-labelledby="codigo">
        <TextField
          {...form.text('code')}
          label="Código da ficha"
          help="26 letras e números, como impressos ao lado do QR code."
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" variant="primary" busy={form.submitting}>
          Conferir
        </Button>
      </Form>
    </section>
  );
}
