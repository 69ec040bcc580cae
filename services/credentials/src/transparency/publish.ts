import type { PanelFigures, ReviewPanel } from '../panel/panel.ts';
import type { Period } from '../panel/read-panel.ts';
import { SMALLEST_GROUP, suppress, suppressOne } from './suppress.ts';
import type { Transparency, TransparencyFigures } from './transparency.ts';

/** What of the panel anybody may know. `draw` decides by a text, as nobody outside foresees, and always alike. */
export function publish(
  panel: ReviewPanel,
  { since, until }: Period,
  reckonedAt: Date,
  draw: (text: string) => string,
): Transparency {
  const { figures, states, weeks, portfolios, ufs } = panel;
  // The order would tell which are more than others.
  const byPortfolio = portfolios.toSorted((a, b) => a.portfolio.slug.localeCompare(b.portfolio.slug));
  const byUf = ufs.toSorted((a, b) => (a.uf ?? '').localeCompare(b.uf ?? ''));
  const told = (table: string, groups: readonly [key: string, count: number][]) =>
    suppress(
      groups.map(([key, count]) => ({ key, count })),
      (key) => draw(`${table} ${key}`),
    );
  const ofWeeks = told(
    'weeks',
    weeks.map((week) => [week.monday, week.figures.answered]),
  );
  const ofPortfolios = told(
    'portfolios',
    byPortfolio.map((row) => [row.portfolio.slug, row.figures.answered]),
  );
  const ofUfs = told(
    'ufs',
    byUf.map((row) => [row.uf ?? '', row.figures.answered]),
  );
  const outcomes = [
    ['APPROVED', figures.approved],
    ['CHANGES_REQUESTED', figures.changesAsked],
    ['REJECTED', figures.rejected],
  ] as const;
  const ofOutcomes = told(
    'outcomes',
    outcomes.map(([state, count]) => [state, count]),
  );
  return {
    since,
    until,
    reckonedAt,
    figures: publicFigures(figures, suppressOne(figures.answered)),
    standing: states.map(({ state, requests }) => ({ state, requests: suppressOne(requests) })),
    outcomes: outcomes.map(([state], place) => ({ state, requests: ofOutcomes[place] ?? null })),
    weeks: weeks.map(({ monday, submitted, figures: of }, place) => ({
      monday,
      submitted: suppressOne(submitted),
      figures: publicFigures(of, ofWeeks[place]),
    })),
    portfolios: byPortfolio.map(({ portfolio, figures: of }, place) => ({
      portfolio,
      figures: publicFigures(of, ofPortfolios[place]),
    })),
    ufs: byUf.map(({ uf, figures: of }, place) => ({ uf, figures: publicFigures(of, ofUfs[place]) })),
  };
}

const SHARE_STEPS = 20;

/** Times of five at least, and no finer than that one request could be told by them. */
function publicFigures(figures: PanelFigures, answered: number | null = null): TransparencyFigures {
  const timed = answered !== null && figures.answered - figures.byRule >= SMALLEST_GROUP;
  const { medianHours, p90Hours, within72Share } = figures;
  return {
    answered,
    medianHours: timed && medianHours !== null ? Math.round(medianHours) : null,
    p90Hours: timed && p90Hours !== null ? Math.round(p90Hours) : null,
    within72Share: timed && within72Share !== null ? Math.round(within72Share * SHARE_STEPS) / SHARE_STEPS : null,
  };
}
