import { useState } from 'react';
import {
  Button,
  Card,
  CardGrid,
  type Column,
  DataTable,
  DescriptionList,
  Disclosure,
  EmptyState,
  ErrorState,
  FocusKeeper,
  Loading,
  Message,
  Notices,
  NoticesProvider,
  PastNotices,
  Progress,
  Skeleton,
  StateTag,
  Tag,
  Timeline,
  useNotify,
  VisuallyHidden,
} from '../src/index.ts';

interface Row {
  protocol: string;
  name: string;
  days: number;
}

const ROWS: Row[] = [
  { protocol: '2026-0000001-4', name: 'Hospital das Clínicas', days: 3 },
  { protocol: '2026-0000002-2', name: 'UBS Centro', days: 12 },
];

export function Tables() {
  const [order, setOrder] = useState<'ascending' | 'descending'>('ascending');
  const columns: Column<Row>[] = [
    { id: 'protocol', header: 'Protocolo', rowHeader: true, cell: ({ protocol }) => protocol },
    {
      id: 'name',
      header: 'Estabelecimento',
      cell: ({ name }) => name,
      sort: { now: order, onSort: () => setOrder(order === 'ascending' ? 'descending' : 'ascending') },
    },
    { id: 'days', header: 'Dias', align: 'end', cell: ({ days }) => days },
    { id: 'acts', header: 'Ações', hideHeader: true, cell: ({ name }) => <Button size="small">Abrir {name}</Button> },
  ];
  const rows = order === 'ascending' ? ROWS : ROWS.toReversed();
  return <DataTable caption="Solicitações" columns={columns} rows={rows} rowKey={({ protocol }) => protocol} />;
}

export function Cards() {
  return (
    <CardGrid>
      <Card title="Imunização" to="/portfolios/imunizacao" aside={<Tag tone="green">Aberto</Tag>}>
        Vacinas aplicadas.
      </Card>
      <Card title="Exames" level={3} footer={<Button size="small">Solicitar</Button>}>
        Resultados de exames.
      </Card>
    </CardGrid>
  );
}

export function Facts() {
  return (
    <DescriptionList
      items={[
        { term: 'CNES', value: '1234567' },
        { term: 'Fornecedor', value: '' },
        { term: 'Sistema', value: 'Prontuário', changed: true, note: 'Informe a versão.' },
      ]}
    />
  );
}

export function More() {
  return (
    <Disclosure summary="Tentativas">
      <p>
        Uma, há pouco<VisuallyHidden> de três</VisuallyHidden>.
      </p>
    </Disclosure>
  );
}

export function History() {
  return (
    <Timeline
      label="Histórico"
      items={[
        { id: '1', title: 'Enviada', at: '24/11/2026 às 14:32', dateTime: '2026-11-24T14:32:00-03:00', actor: 'Ana' },
        { id: '2', title: 'Aprovada', at: '25/11/2026 às 9:10', tone: 'green', icon: 'success', children: <p>Ok.</p> },
      ]}
    />
  );
}

const STATES = [
  ...(['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED'] as const),
  ...(['ACTIVE', 'SUSPENDED', 'REVOKED', 'EXPIRED'] as const),
  ...(['PENDING', 'CLEAN', 'INFECTED'] as const),
];

export function Tags() {
  return (
    <p>
      {STATES.map((state) => (
        <StateTag key={state} state={state} />
      ))}
      <Tag icon="clock">Há 3 dias</Tag>
    </p>
  );
}

export function Messages() {
  return (['success', 'info', 'warning', 'danger'] as const).map((tone) => (
    <Message key={tone} tone={tone} title="O que houve" actions={<Button size="small">Ver</Button>} onClose={() => {}}>
      E o que fazer.
    </Message>
  ));
}

export function Waiting() {
  return (
    <>
      <Loading label="Abrindo o PDF…" />
      <Skeleton lines={4} />
      <Progress label="Enviando laudo.pdf" value={40} />
      <Progress label="Conferindo" />
    </>
  );
}

export function Nothing() {
  return (
    <EmptyState title="Você ainda não tem tokens" icon="key" action={<Button>Criar token</Button>}>
      <p>Crie um quando um programa precisar.</p>
    </EmptyState>
  );
}

export function Failed() {
  return <ErrorState traceId="4bf92f3577b34da6" onRetry={() => {}} />;
}

function Telling() {
  const { notify } = useNotify();
  return (
    <div className="button-row">
      <Button onClick={() => notify({ about: 'a', tone: 'success', text: 'Webhook ativado.' })}>Ativar</Button>
      <Button onClick={() => notify({ about: 'b', tone: 'danger', text: 'Não foi possível.' })}>Falhar</Button>
    </div>
  );
}

export function Told() {
  return (
    <NoticesProvider>
      <Notices />
      <Telling />
      <PastNotices />
    </NoticesProvider>
  );
}

/** The button that is pressed goes away: the heading of what is left has the focus. */
export function FocusKept() {
  const [there, setThere] = useState(true);
  return (
    <section>
      <FocusKeeper />
      <h2>Arquivos</h2>
      {there && <Button onClick={() => setThere(false)}>Remover laudo.pdf</Button>}
      <Button>Enviar</Button>
    </section>
  );
}
