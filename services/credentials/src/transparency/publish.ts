import type { PanelFigures, ReviewPanel } from '../panel/panel.ts';
import type { Period } from '../panel/read-panel.ts';
import { coarse, SMALLEST_GROUP } from './coarse.ts';
import type { Transparency, TransparencyFigures } from './transparency.ts';

/** What of the panel anybody may know. */
export function publish(panel: ReviewPanel, { since, until }: Period, reckonedAt: Date): Transparency {
  const { figures, states, weeks, portfolios, ufs } = panel;
  // The order would tell which are more than others.
  const byPortfolio = portfolios.toSorted((a, b) => a.portfolio.slug.localeCompare(b.portfolio.slug));
  const byUf = ufs.toSorted((a, b) => (a.uf ?? '').localeCompare(b.uf ?? ''));
  return {
    since,
    until,
    reckonedAt,
    figures: publicFigures(figures),
    standing: states.map(({ state, requests }) => ({ state, requests: coarse(requests) })),
    outcomes: [
      { state: 'APPROVED', requests: coarse(figures.approved) },
      { state: 'CHANGES_REQUESTED', requests: coarse(figures.changesAsked) },
      { state: 'REJECTED', requests: coarse(figures.rejected) },
    ],
    weeks: weeks.map(({ monday, submitted, figures: of }) => ({
      monday,
      submitted: coarse(submitted),
      figures: publicFigures(of),
    })),
    portfolios: byPortfolio.map(({ portfolio, figures: of }) => ({ portfolio, figures: publicFigures(of) })),
    ufs: byUf.map(({ uf, figures: of }) => ({ uf, figures: publicFigures(of) })),
  };
}

const SHARE_STEPS = 20;

/** Times of five answers of people at least, and no finer than that one request could be told by them. */
function publicFigures({ answered, byRule, medianHours, p90Hours, within72Share }: PanelFigures): TransparencyFigures {
  const timed = answered - byRule >= SMALLEST_GROUP;
  return {
    answered: coarse(answered),
    medianHours: timed && medianHours !== null ? Math.round(medianHours) : null,
    p90Hours: timed && p90Hours !== null ? Math.round(p90Hours) : null,
    within72Share: timed && within72Share !== null ? Math.round(within72Share * SHARE_STEPS) / SHARE_STEPS : null,
  };
}
