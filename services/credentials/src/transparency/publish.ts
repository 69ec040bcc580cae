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
function publicFigures({ answered, byRule, ...times }: PanelFigures): TransparencyFigures {
  const timed = answered - byRule >= SMALLEST_GROUP;
  const inSteps = (figure: number | null, steps: number) =>
    timed && figure !== null ? Math.round(figure * steps) / steps : null;
  return {
    answered: coarse(answered),
    medianHours: inSteps(times.medianHours, 1),
    p90Hours: inSteps(times.p90Hours, 1),
    within72Share: inSteps(times.within72Share, SHARE_STEPS),
    inTimeShare: inSteps(times.inTimeShare, SHARE_STEPS),
  };
}
