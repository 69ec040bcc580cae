import { QueryView, useRead, useReturn } from '@portal/console';
import {
  type Drawn,
  outcomesOf,
  PanelSection,
  Summary,
  TIME_COLUMNS,
  timeCells,
  timesOf,
  ufWord,
} from '@portal/console/charts';
import { ACCESS_REQUEST_STATE_LABELS, formatDateTime, formatDay } from '@portal/domain';
import { PageTitle, Select } from '@portal/ui';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { ReviewPanelQuery as Answer } from '../gql/graphql.ts';
import { ReviewPanelQuery } from './panel-documents.ts';
import { FIGURE_COLUMNS, figureCells } from './panel-words.ts';
import { periodOf, periodWords, WEEKS, weeksOf } from './period.ts';

type Panel = NonNullable<Answer['reviewPanel']>;

const PERIODS = WEEKS.map((weeks) => ({ value: String(weeks), label: `Últimas ${weeks} semanas` }));

/** Painel: how the analysis goes, over so many weeks as the address says. */
export function PanelPage() {
  const [params, setParams] = useSearchParams();
  const weeks = weeksOf(params);
  const period = periodOf(weeks, new Date());
  const panel = useRead({
    query: ReviewPanelQuery,
    variables: period,
    requestPolicy: 'cache-and-network',
    pick: (data) => data.reviewPanel,
  });
  useReturn(panel.retry);
  return (
    <>
      <PageTitle>Painel da análise</PageTitle>
      <div className="history-tools">
        <Select
          label="Período"
          options={PERIODS}
          value={String(weeks)}
          onChange={(event) => setParams({ semanas: event.target.value }, { replace: true })}
        />
        <p className="panel-period">{periodWords(period)}</p>
      </div>
      <QueryView of={panel} lines={10}>
        {(read) => <Sections panel={read} />}
      </QueryView>
    </>
  );
}

function Sections({ panel }: { panel: Panel }) {
  const { figures, states, weeks, reasons, portfolios, ufs, reviewers } = panel;
  const byWeek = useMemo(() => weekCharts(weeks), [weeks]);
  const byReason = useMemo(() => countsOf(reasons.map(({ label, answers }) => [label, answers])), [reasons]);
  const byPortfolio = useMemo(
    () => outcomesOf(portfolios.map(({ portfolio, figures: of }) => [portfolio.name, of])),
    [portfolios],
  );
  const byUf = useMemo(() => outcomesOf(ufs.map(({ uf, figures: of }) => [uf ?? 'Sem UF', of])), [ufs]);
  return (
    <>
      <Summary figures={figures} />
      <div className="panel-sections">
        <PanelSection
          title="Situação agora"
          file="painel-situacao.csv"
          columns={[{ header: 'Situação' }, { header: 'Solicitações' }, { header: 'Com prazo vencido' }]}
          rows={states.map(({ state, requests, late }) => ({
            key: state,
            cells: [ACCESS_REQUEST_STATE_LABELS[state].label, requests, late],
          }))}
        />
        <PanelSection
          title="Respostas por semana"
          file="painel-semanas.csv"
          chart={{ kind: 'bar', label: 'Respostas por semana e resultado', ...byWeek.outcomes }}
          columns={[{ header: 'Semana de' }, { header: 'Enviadas' }, ...FIGURE_COLUMNS]}
          rows={weeks.map(({ monday, submitted, figures: of }) => ({
            key: monday,
            cells: [formatDay(monday), submitted, ...figureCells(of)],
          }))}
        />
        <PanelSection
          title="Tempo até a resposta, por semana"
          file="painel-tempos.csv"
          chart={{
            kind: 'line',
            label: 'Mediana e percentil 90 das horas até a resposta, por semana',
            ...byWeek.hours,
          }}
          columns={[{ header: 'Semana de' }, ...TIME_COLUMNS]}
          rows={weeks.map(({ monday, figures: of }) => ({ key: monday, cells: [formatDay(monday), ...timeCells(of)] }))}
        />
        <PanelSection
          title="Motivos"
          file="painel-motivos.csv"
          chart={{ kind: 'bar', lying: true, label: 'Respostas por motivo', ...byReason }}
          columns={[{ header: 'Motivo' }, { header: 'Respostas' }]}
          rows={reasons.map(({ code, label, answers }) => ({ key: code, cells: [label, answers] }))}
        />
        <PanelSection
          title="Por portfólio"
          file="painel-portfolios.csv"
          chart={{ kind: 'bar', lying: true, label: 'Respostas por portfólio e resultado', ...byPortfolio }}
          columns={[{ header: 'Portfólio' }, ...FIGURE_COLUMNS]}
          rows={portfolios.map(({ portfolio: { slug, name }, figures: of }) => ({
            key: slug,
            cells: [name, ...figureCells(of)],
          }))}
        />
        <PanelSection
          title="Por UF"
          file="painel-uf.csv"
          chart={{ kind: 'bar', label: 'Respostas por UF e resultado', ...byUf }}
          columns={[{ header: 'UF' }, ...FIGURE_COLUMNS]}
          rows={ufs.map(({ uf, figures: of }) => ({ key: String(uf), cells: [ufWord(uf), ...figureCells(of)] }))}
        />
        {reviewers && (
          <PanelSection
            title="Por analista"
            file="painel-analistas.csv"
            columns={[
              ...['Analista', 'Com a pessoa', 'Com prazo vencido', 'A mais antiga'].map((header) => ({ header })),
              ...FIGURE_COLUMNS,
            ]}
            rows={reviewers.map(({ personId, name, holding, late, oldestSubmittedAt, figures: of }) => ({
              key: personId,
              cells: [name, holding, late, oldestSubmittedAt && formatDateTime(oldestSubmittedAt), ...figureCells(of)],
            }))}
          />
        )}
      </div>
    </>
  );
}

function countsOf(rows: readonly (readonly [label: string, count: number])[]): Drawn {
  return {
    labels: rows.map(([label]) => label),
    series: [{ label: 'Respostas', color: '--interactive', values: rows.map(([, count]) => count) }],
  };
}

function weekCharts(weeks: Panel['weeks']): { outcomes: Drawn; hours: Drawn } {
  const rows = weeks.map(({ monday, figures }) => [formatDay(monday), figures] as const);
  return { outcomes: outcomesOf(rows), hours: timesOf(rows) };
}
