import { PREFLIGHT_OUTCOME_LABELS, type PreflightOutcome } from '@portal/domain';
import { Disclosure, Tag, type TagProps } from '@portal/ui';
import type { ConformancePageQuery } from '../gql/graphql.ts';

type Access = NonNullable<NonNullable<ConformancePageQuery['credential']>['homologationAccess']>;

const LOOKS: Readonly<Record<PreflightOutcome, Pick<TagProps, 'tone' | 'icon'>>> = {
  PASSED: { tone: 'green', icon: 'success' },
  FAILED: { tone: 'red', icon: 'refused' },
  WAITING: { icon: 'clock' },
};

/** What has to be right before any step can be, each named: open while something is not. */
export function Preflight({ checks }: { readonly checks: Access['preflight'] }) {
  const failed = checks.filter(({ outcome }) => outcome === 'FAILED').length;
  const passed = checks.filter(({ outcome }) => outcome === 'PASSED').length;
  if (checks.length === 0) return null;
  return (
    <section aria-labelledby="antes">
      <h2 id="antes">Antes do primeiro passo</h2>
      <p role="status">
        {passed === checks.length
          ? 'Tudo certo nas últimas 24 horas.'
          : `${passed} de ${checks.length} certos nas últimas 24 horas${failed > 0 ? `, ${failed} a corrigir` : ''}.`}
      </p>
      <Disclosure summary="Ver cada ponto" open={failed > 0}>
        <ul className="requirements">
          {checks.map(({ key, title, outcome, detail }) => (
            <li key={key}>
              <p className="requirement">
                <Tag {...LOOKS[outcome]}>{PREFLIGHT_OUTCOME_LABELS[outcome]}</Tag>
                <strong>{title}</strong>
              </p>
              <p>{detail}</p>
            </li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}
