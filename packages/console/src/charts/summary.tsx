import { formatHours, formatNumber } from '@portal/domain';
import type { Times } from './drawn.ts';
import { shareWord } from './panel-words.ts';

/** The figures of the whole period, large. */
export function Summary({ figures }: { readonly figures: Times & { readonly answered: number | null } }) {
  const { answered, medianHours, p90Hours, inTimeShare } = figures;
  const facts = [
    ['Respondidas', answered === null ? '–' : formatNumber(answered)],
    ['Mediana até a resposta', formatHours(medianHours)],
    ['Percentil 90', formatHours(p90Hours)],
    ['No prazo', shareWord(inTimeShare)],
  ];
  return (
    <dl className="panel-summary">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
