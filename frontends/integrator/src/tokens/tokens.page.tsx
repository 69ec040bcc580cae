import { QueryView, RequireViewer, useRead } from '@portal/console';
import { Breadcrumb, EmptyState, PageTitle, useNotify } from '@portal/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { CreateToken } from './create-token.tsx';
import { MadeToken } from './made-token.tsx';
import { AccessTokens } from './token.documents.ts';
import { TokenTable } from './token-table.tsx';

/** /tokens */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Tokens de acesso' }]} />
      <PageTitle>Tokens de acesso</PageTitle>
      <p>
        Um token permite que um programa seu use a API do Portal em seu nome, sem a sua senha do gov.br. Para
        identificar um sistema que já tem credencial, use o segredo da credencial. Para um programa da equipe, que
        continua quando você sai dela, crie um token na página da <Link to="/equipes">equipe</Link>. Veja como usar em{' '}
        <Link to="/desenvolvedores">Para desenvolvedores</Link>.
      </p>
      <Tokens />
    </RequireViewer>
  );
}

function Tokens() {
  const tokens = useRead({ query: AccessTokens, pick: (data) => data.personalAccessTokens });
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const { notify } = useNotify();
  return (
    <>
      <QueryView
        of={tokens}
        lines={4}
        empty={
          <EmptyState title="Você ainda não tem tokens de acesso" icon="key">
            <p>Crie um abaixo quando um programa precisar consultar ou enviar dados por você.</p>
          </EmptyState>
        }
      >
        {(all) => (
          <TokenTable
            tokens={all}
            onRevoked={({ id, name }) => notify({ about: id, tone: 'success', text: `Token “${name}” revogado.` })}
          />
        )}
      </QueryView>
      <CreateToken onMade={setMade} />
      {made && <MadeToken {...made} onClose={() => setMade(null)} />}
    </>
  );
}
