import { problemsOf, useAct } from '@portal/console/acts';
import { formatDateTime } from '@portal/domain';
import { Button, Message, Timeline, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { ReviewRulesViewFragment } from '../../gql/graphql.ts';
import { RestoreReviewRulesMutation } from './rules-documents.ts';
import { changesSince } from './rules-words.ts';

interface RulesHistoryProps {
  readonly rules: ReviewRulesViewFragment;
  readonly administers: boolean;
}

/** What held, the newest first; any of it can be gone back to. */
export function RulesHistory({ rules: { version, editions }, administers }: RulesHistoryProps) {
  const [restore, restoring] = useAct(RestoreReviewRulesMutation);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function goBackTo(number: number): Promise<void> {
    const { data, error } = await restore({ version, number });
    const [first] = problemsOf(data?.restoreReviewRules, error);
    setProblem(first?.message);
    if (!first) notify({ about: 'review-rules', tone: 'success', text: `A versão ${number} vale de novo.` });
  }

  return (
    <section aria-labelledby="rules-history">
      <h2 id="rules-history">Versões publicadas</h2>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <Timeline
        label="Versões publicadas"
        items={editions.map(({ number, restores, content, publishedAt, publishedBy }, place) => {
          const { added, gone } = changesSince(editions[place + 1]?.content, content);
          return {
            id: String(number),
            title: restores === null ? `Versão ${number}` : `Versão ${number} (volta à versão ${restores})`,
            at: formatDateTime(publishedAt),
            dateTime: publishedAt,
            actor: publishedBy,
            tone: place === 0 ? 'green' : 'grey',
            children: (
              <>
                <ul>
                  {added.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                  {gone.map((line) => (
                    <li key={line}>Deixou de valer: {line}</li>
                  ))}
                  {added.length + gone.length === 0 && <li>Diz o mesmo que a versão anterior.</li>}
                </ul>
                {administers && place > 0 && (
                  <Button size="small" busy={restoring} onClick={() => void goBackTo(number)}>
                    Voltar a esta versão<span className="visually-hidden">, a {number}</span>
                  </Button>
                )}
              </>
            ),
          };
        })}
      />
    </section>
  );
}
