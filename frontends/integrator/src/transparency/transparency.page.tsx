import { QueryView, useRead } from '@portal/console';
import {
  type Drawn,
  type PanelColumn,
  PanelSection,
  Summary,
  TIME_COLUMNS,
  timeCells,
  timesOf,
  ufWord,
} from '@portal/console/charts';
import type { Cell } from '@portal/console/csv';
import { ACCESS_REQUEST_STATE_LABELS, formatDate, formatDateTime, formatDay } from '@portal/domain';
import { Breadcrumb, PageTitle } from '@portal/ui';
import { useMemo } from 'react';
import type { TransparencyQuery as Answer, PublicFiguresFragment } from '../gql/graphql.ts';
import { TransparencyQuery } from './transparency.documents.ts';

type Told = NonNullable<Answer['transparency']>;

/** /transparencia: how the analysis of requests goes, for everybody. */
export function Component() {
  const told = useRead({ query: TransparencyQuery, variables: {}, pick: (data) => data.transparency });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Transparência' }]} />
      <PageTitle>Transparência</PageTitle>
      <p className="lead">Quantas solicitações o Ministério da Saúde responde, e em quanto tempo.</p>
      <QueryView of={told} lines={10}>
        {(read) => <Sections told={read} />}
      </QueryView>
    </>
  );
}

const FIGURE_COLUMNS: readonly PanelColumn[] = [{ header: 'Respondidas' }, ...TIME_COLUMNS];
const STATE_COLUMNS: readonly PanelColumn[] = [{ header: 'Situação' }, { header: 'Solicitações' }];

function Sections({ told }: { readonly told: Told }) {
  const { since, until, reckonedAt, figures, standing, outcomes, weeks, portfolios, ufs } = told;
  const drawn = useMemo(() => chartsOf(told), [told]);
  return (
    <>
      <p>
        De {formatDate(since)} a {formatDate(new Date(Date.parse(until) - 1))}, em semanas completas. Calculado em{' '}
        {formatDateTime(reckonedAt)}.
      </p>
      <p>
        Para que nenhuma solicitação se reconheça, as quantidades são arredondadas de cinco em cinco, cada uma por si (a
        soma pode diferir do total), e um traço (–) está no lugar de menos de cinco. As horas são inteiras e a parcela
        no prazo, o de quando cada uma foi enviada, vai de 5 % em 5 %. O que a regra de um portfólio aprova sozinha não
        entra nos tempos.
      </p>
      <Summary figures={figures} />
      <div className="panel-sections">
        <PanelSection
          title="Situação agora"
          file="transparencia-situacao.csv"
          columns={STATE_COLUMNS}
          rows={standing.map(stateRow)}
        />
        <PanelSection
          title="Resultado das respostas"
          file="transparencia-resultados.csv"
          columns={STATE_COLUMNS}
          rows={outcomes.map(stateRow)}
        />
        <PanelSection
          title="Respostas por semana"
          file="transparencia-semanas.csv"
          chart={{ kind: 'bar', label: 'Respostas por semana', ...drawn.weeks }}
          columns={[{ header: 'Semana de' }, { header: 'Enviadas' }, ...FIGURE_COLUMNS]}
          rows={weeks.map(({ monday, submitted, figures: of }) => ({
            key: monday,
            cells: [formatDay(monday), submitted, ...figureCells(of)],
          }))}
        />
        <PanelSection
          title="Tempo até a resposta, por semana"
          file="transparencia-tempos.csv"
          chart={{
            kind: 'line',
            label: 'Mediana e percentil 90 das horas até a resposta, por semana',
            ...drawn.times,
          }}
          columns={[{ header: 'Semana de' }, ...TIME_COLUMNS]}
          rows={weeks.map(({ monday, figures: of }) => ({ key: monday, cells: [formatDay(monday), ...timeCells(of)] }))}
        />
        <PanelSection
          title="Por portfólio"
          file="transparencia-portfolios.csv"
          chart={{ kind: 'bar', lying: true, label: 'Respostas por portfólio', ...drawn.portfolios }}
          columns={[{ header: 'Portfólio' }, ...FIGURE_COLUMNS]}
          rows={portfolios.map(({ portfolio: { slug, name }, figures: of }) => ({
            key: slug,
            cells: [name, ...figureCells(of)],
          }))}
        />
        <PanelSection
          title="Por UF"
          file="transparencia-uf.csv"
          chart={{ kind: 'bar', label: 'Respostas por UF', ...drawn.ufs }}
          columns={[{ header: 'UF' }, ...FIGURE_COLUMNS]}
          rows={ufs.map(({ uf, figures: of }) => ({ key: String(uf), cells: [ufWord(uf), ...figureCells(of)] }))}
        />
      </div>
    </>
  );
}

function stateRow({ state, requests }: Told['standing'][number]) {
  return { key: state, cells: [ACCESS_REQUEST_STATE_LABELS[state].label, requests] };
}

function figureCells(figures: PublicFiguresFragment): Cell[] {
  return [figures.answered, ...timeCells(figures)];
}

function chartsOf({ weeks, portfolios, ufs }: Told): Record<'weeks' | 'times' | 'portfolios' | 'ufs', Drawn> {
  const byWeek = weeks.map(({ monday, figures }) => [formatDay(monday), figures] as const);
  return {
    weeks: answersOf(byWeek),
    times: timesOf(byWeek),
    portfolios: answersOf(portfolios.map(({ portfolio, figures }) => [portfolio.name, figures])),
    ufs: answersOf(ufs.map(({ uf, figures }) => [uf ?? 'Sem UF', figures])),
  };
}

function answersOf(rows: readonly (readonly [label: string, figures: PublicFiguresFragment])[]): Drawn {
  return {
    labels: rows.map(([label]) => label),
    series: [{ label: 'Respondidas', color: '--interactive', values: rows.map(([, { answered }]) => answered) }],
  };
}
