import { useState } from 'react';
import {
  Breadcrumb,
  Button,
  Dropdown,
  Footer,
  Header,
  LoadMore,
  Menu,
  PageTitle,
  SkipLinks,
  Steps,
  StickyBar,
  Tabs,
  Tag,
} from '../src/index.ts';

export function Breadcrumbs() {
  return <Breadcrumb crumbs={[{ label: 'Solicitações', to: '/solicitacoes' }, { label: '2026-0000001-4' }]} />;
}

export function Menus() {
  return (
    <Menu
      items={[
        { label: 'Início', to: '/', end: true },
        {
          label: 'Homologação',
          items: [
            { label: 'Roteiros', to: '/roteiros', description: 'O que um sistema deve mostrar.' },
            { label: 'Validador', to: '/validador' },
          ],
        },
        { label: 'Tokens', to: '/tokens' },
      ]}
    />
  );
}

export function Dropdowns() {
  return (
    <>
      <Dropdown label="Ana Lima">
        <Button variant="tertiary">Sair</Button>
      </Dropdown>
      <Button>Ao lado</Button>
    </>
  );
}

const TABS = [
  { id: 'new', label: 'Novas', count: 12 },
  { id: 'mine', label: 'Minhas', count: 0 },
  { id: 'all', label: 'Todas', count: null },
  { id: 'late', label: 'Atrasadas' },
] as const;

export function TabsOfList() {
  const [selected, setSelected] = useState<(typeof TABS)[number]['id']>('new');
  return (
    <Tabs label="Filas" tabs={TABS} selected={selected} onSelect={setSelected}>
      <p>{TABS.find(({ id }) => id === selected)?.label}</p>
    </Tabs>
  );
}

export function StepsOfForm() {
  const [current, setCurrent] = useState(1);
  return (
    <Steps
      label="Etapas da solicitação"
      current={current}
      onSelect={setCurrent}
      steps={[
        { label: 'Responsáveis', state: 'done' },
        { label: 'Sistema' },
        { label: 'Operação', state: 'error' },
        { label: 'Finalização' },
      ]}
    />
  );
}

export function StepsToRead() {
  return <Steps label="Etapas do acesso" current={0} steps={[{ label: 'Pedir' }, { label: 'Testar' }]} />;
}

export function Frame() {
  return (
    <>
      <SkipLinks links={[{ label: 'Ir para o conteúdo', target: 'conteudo', accessKey: '1' }]} />
      <Header title="Portal de Serviços" subtitle="Integradores" account={<Button size="small">Entrar</Button>} />
      <main id="conteudo" tabIndex={-1}>
        <PageTitle aside={<Tag tone="green">Ativa</Tag>}>Solicitações</PageTitle>
        <StickyBar label="Salvar e avançar">
          <Button variant="primary">Avançar</Button>
        </StickyBar>
      </main>
      <Footer>Ministério da Saúde</Footer>
    </>
  );
}

export function BarOfActs() {
  const [held, setHeld] = useState(false);
  return (
    <StickyBar label="Decisão">
      {held ? (
        <Button onClick={() => setTimeout(() => setHeld(false))}>Devolver à fila</Button>
      ) : (
        <Button variant="primary" onClick={() => setTimeout(() => setHeld(true))}>
          Assumir
        </Button>
      )}
      <Button key={String(held)}>Próxima</Button>
    </StickyBar>
  );
}

export function GrowingList() {
  const [shown, setShown] = useState(20);
  return (
    <LoadMore
      shown={shown}
      total={40}
      what="solicitações"
      hasMore={shown < 40}
      onLoadMore={() => setShown(shown + 20)}
    />
  );
}
