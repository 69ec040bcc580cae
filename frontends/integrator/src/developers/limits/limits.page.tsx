import { type Column, DataTable, PageTitle } from '@portal/ui';
import { Link } from 'react-router';
import { CodeBlock } from '../code-block.tsx';
import { WithCode } from '../prose.tsx';
import { sectionAddress } from '../sections.ts';
import { BUDGETS, LIVE_LIMITS, type Limit, OPERATION_LIMITS } from './limit-facts.ts';

const COLUMNS: readonly Column<Limit>[] = [
  { id: 'what', header: 'O quê', rowHeader: true, cell: ({ what }) => <WithCode text={what} /> },
  { id: 'most', header: 'No máximo', cell: ({ most }) => most },
  { id: 'beyond', header: 'Acima disso', cell: ({ beyond }) => <WithCode text={beyond} /> },
];

const BUDGET_COLUMNS: readonly Column<(typeof BUDGETS)[number]>[] = [
  { id: 'who', header: 'Quem', rowHeader: true, cell: ({ who }) => who },
  { id: 'policy', header: 'Nome no cabeçalho', cell: ({ policy }) => <code>{policy}</code> },
  { id: 'points', header: 'Pontos por minuto', align: 'end', cell: ({ points }) => points },
];

const HEADERS = `RateLimit-Policy: "token";q=10000;w=60
RateLimit: "token";r=9950;t=3`;

const EXTENSION = `"extensions": {
  "cost": { "requested": 50, "remaining": 9950, "resetAt": "2026-11-24T17:32:03.000Z" }
}`;

/** /desenvolvedores/limites */
export default function LimitsPage() {
  return (
    <>
      <PageTitle>Limites</PageTitle>
      <p>
        Os limites protegem o Portal e são folgados para o uso normal. O que passa deles é recusado antes de ser
        executado, com um <Link to={sectionAddress('erros')}>erro</Link> que diz por quê.
      </p>
      <h2>Uma operação</h2>
      <DataTable
        caption="Limites de uma operação"
        columns={COLUMNS}
        rows={OPERATION_LIMITS}
        rowKey={({ what }) => what}
      />
      <h2>O custo</h2>
      <p>
        Cada operação tem um custo em pontos, contado antes de executar, pela especificação GraphQL Cost Directives. Um
        campo que leva a um objeto custa 1 ponto, um valor simples não custa nada, uma mutação custa 10 e uma assinatura
        5; toda operação custa pelo menos 1. Uma lista multiplica o que está dentro dela pelo <code>first</code> pedido.
        Nos endereços de arquivos, enviar uma evidência custa 50 pontos, e baixar, 10. A{' '}
        <Link to={sectionAddress('referencia')}>referência</Link> mostra o custo de cada campo, e o{' '}
        <a href="/schema.graphql">esquema</a> o traz em <code>@cost</code> e <code>@listSize</code>.
      </p>
      <h2>O orçamento</h2>
      <p>
        Cada um tem um orçamento de pontos que se enche de novo o tempo todo, por igual. As consultas públicas do
        catálogo por GET podem ser guardadas por um cache, e o que ele responde não gasta nada.
      </p>
      <DataTable caption="Orçamentos" columns={BUDGET_COLUMNS} rows={BUDGETS} rowKey={({ policy }) => policy} />
      <p>Toda resposta diz quanto ela custou e quanto resta:</p>
      <CodeBlock title="Resposta" code={EXTENSION} what="o exemplo de extensions.cost" />
      <CodeBlock title="Cabeçalhos" code={HEADERS} what="o exemplo dos cabeçalhos" />
      <p>
        Gastou tudo? A resposta é <code>429</code>, com <code>Retry-After</code> em segundos e o erro{' '}
        <Link to={`${sectionAddress('erros')}#RATE_LIMITED`}>
          <code>RATE_LIMITED</code>
        </Link>
        . Nada foi executado nem cobrado: espere e repita. A consulta <code>rateLimit</code> mostra o seu orçamento a
        qualquer momento.
      </p>
      <h2>Ao vivo</h2>
      <DataTable caption="Limites ao vivo" columns={COLUMNS} rows={LIVE_LIMITS} rowKey={({ what }) => what} />
      <p>
        Depois dos códigos 1001, 1012 e 1013, conecte de novo e continue do <code>cursor</code> do último evento, em{' '}
        <code>after</code>.
      </p>
    </>
  );
}
