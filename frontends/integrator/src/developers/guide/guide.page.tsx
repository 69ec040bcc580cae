import { useViewer } from '@portal/console';
import { LinkButton, Message, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { CodeBlock } from '../code-block.tsx';
import { sectionAddress } from '../sections.ts';
import { LiveTabs } from './live-tabs.tsx';
import { SampleTabs } from './sample-tabs.tsx';
import { SAMPLES, type Sample } from './samples.ts';

/** /desenvolvedores */
export default function GuidePage() {
  const [language, setLanguage] = useState<Sample['id']>('curl');
  const sample = SAMPLES.find(({ id }) => id === language);
  return (
    <>
      <PageTitle>Começo em cinco minutos</PageTitle>
      <p className="lead">
        A API do Portal é um só grafo GraphQL, em <code>{location.origin}/graphql</code>: o catálogo, as suas
        solicitações e as suas credenciais. Vamos da primeira consulta, sem cadastro, até as mudanças ao vivo no seu
        terminal.
      </p>

      <h2>1. Consulte o catálogo, sem token</h2>
      <p>
        Portfólios e serviços são abertos a todos. Escolha a sua linguagem e copie o programa; ele não precisa de
        nenhuma biblioteca.
      </p>
      <SampleTabs selected={language} onSelect={setLanguage} />
      <p>Execute:</p>
      <CodeBlock title="Terminal" code={sample?.run ?? ''} what="o comando" />
      <p>A resposta traz até três serviços que tratam de vacinas, cada um com o seu portfólio.</p>

      <h2>2. Crie um token</h2>
      <MakeToken />

      <h2>3. Consulte as suas solicitações</h2>
      <p>O mesmo programa, agora com o token, mostra também as suas solicitações:</p>
      <CodeBlock title="Terminal" code={`export PORTAL_TOKEN=pds_…\n${sample?.run}`} what="os comandos com o token" />
      <p>
        O programa envia o token no cabeçalho <code>Authorization: Bearer</code>. Se ele pedir o que o token não
        permite, a resposta traz o erro <code>FORBIDDEN</code> e diz qual permissão falta: veja os{' '}
        <Link to={sectionAddress('erros')}>erros</Link>.
      </p>

      <h2>4. Acompanhe ao vivo</h2>
      <p>
        Com uma assinatura GraphQL, cada mudança chega na hora, por WebSocket. Se a conexão cair, o programa continua do
        último cursor e nada se perde.
      </p>
      <LiveTabs />
      <p>Deixe rodando e mude uma solicitação no console, ou envie um rascunho: a mudança aparece no terminal.</p>

      <h2>5. Receba avisos no seu sistema</h2>
      <p>
        Um serviço que não pode ficar conectado recebe as mudanças por <Link to="/webhooks">webhooks</Link>: o Portal
        chama o seu endereço, com assinatura, e tenta de novo por até 3 dias se ele não responder.
      </p>

      <h2>E depois</h2>
      <ul>
        <li>
          <Link to={sectionAddress('referencia')}>Referência</Link>: tudo o que se pode consultar e fazer, com
          permissões, custo e exemplos.
        </li>
        <li>
          <a href="/graphql">GraphiQL</a>: um editor para experimentar consultas no navegador, como você ou como um dos
          seus tokens.
        </li>
        <li>
          <Link to={sectionAddress('limites')}>Limites</Link>: quanto cabe em uma operação e quantas por minuto.
        </li>
      </ul>
    </>
  );
}

function MakeToken() {
  const signedIn = useViewer() !== null;
  return (
    <>
      <p>
        Em Tokens de acesso, dê um nome ao token e marque “Consultar as suas solicitações e evidências” (
        <code>requests:read</code>). O token começa com <code>pds_</code> e aparece uma única vez: guarde-o onde você
        guarda senhas.
      </p>
      <p>
        <LinkButton to="/tokens" icon="key">
          {signedIn ? 'Criar um token' : 'Entrar e criar um token'}
        </LinkButton>
      </p>
      <Message tone="info" role="none">
        <p>
          Um token age em nome de uma pessoa. Um sistema que já tem credencial se identifica com o seu{' '}
          <code>clientId</code> e segredo, por OAuth 2.0 (<code>POST /oauth/token</code>).
        </p>
      </Message>
    </>
  );
}
