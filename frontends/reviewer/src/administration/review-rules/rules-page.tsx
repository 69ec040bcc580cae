import { QueryView, useRead, useViewer } from '@portal/console';
import { Breadcrumb, PageTitle, Tag } from '@portal/ui';
import type { ReviewRulesViewFragment } from '../../gql/graphql.ts';
import { ReviewRulesQuery } from './rules-documents.ts';
import { RulesForm } from './rules-form.tsx';
import { RulesHistory } from './rules-history.tsx';
import { linesOf } from './rules-words.ts';
import type { RuledPortfolio } from './written.ts';

/** Regras da análise: what holds for what is sent from now on, and what held. */
export function RulesPage() {
  const read = useRead({
    query: ReviewRulesQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: ({ reviewRules, portfolios }) => reviewRules && portfolios && { rules: reviewRules, portfolios },
  });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Regras da análise' }]} />
      <QueryView of={read} lines={12} title="Regras da análise">
        {({ rules, portfolios }) => <Rules rules={rules} portfolios={portfolios} />}
      </QueryView>
    </>
  );
}

interface RulesProps {
  readonly rules: ReviewRulesViewFragment;
  readonly portfolios: readonly RuledPortfolio[];
}

function Rules({ rules, portfolios }: RulesProps) {
  const administers = useViewer()?.permissions.includes('ADMINISTER') === true;
  const [inUse] = rules.editions;
  // Where something was gone back to the form begins anew; what was not saved is still kept in the tab.
  const goneBackBy = rules.editions.find(({ restores }) => restores !== null)?.number;
  return (
    <>
      <PageTitle aside={rules.draft && <Tag tone="yellow">Com rascunho</Tag>}>Regras da análise</PageTitle>
      <p className="lead">
        Valem para o que for enviado depois de publicadas. O que já foi enviado mantém o prazo e as regras de quando foi
        enviado.
      </p>
      {administers && <RulesForm key={goneBackBy} rules={rules} portfolios={portfolios} />}
      {!administers && inUse && (
        <section aria-label="Regras em uso">
          {linesOf(inUse.content).map(({ title, lines }) => (
            <section key={title}>
              <h2>{title}</h2>
              {lines.length === 0 ? (
                <p>Sem regra própria.</p>
              ) : (
                <ul>
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
            </section>
          ))}
        </section>
      )}
      <RulesHistory rules={rules} administers={administers} />
    </>
  );
}
