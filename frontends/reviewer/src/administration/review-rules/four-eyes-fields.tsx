import { ENVIRONMENT_LABELS, type Environment } from '@portal/domain';
import { Message, Select } from '@portal/ui';
import { peopleWord } from './rules-words.ts';
import type { RuledPortfolio, WrittenFourEyes } from './written.ts';

interface FourEyesFieldsProps {
  readonly id: string;
  readonly value: readonly WrittenFourEyes[];
  readonly error: string | undefined;
  readonly portfolios: readonly RuledPortfolio[];
  readonly onChange: (rules: readonly WrittenFourEyes[]) => void;
}

/** How many people approve, by portfolio and environment. */
export function FourEyesFields({ id, value, error, portfolios, onChange }: FourEyesFieldsProps) {
  const set = (portfolio: string, environment: Environment, needed: boolean | undefined) => {
    const others = value.filter((one) => one.portfolio !== portfolio || one.environment !== environment);
    onChange(needed === undefined ? others : [...others, { portfolio, environment, needed }].toSorted(byPlace));
  };
  return (
    <fieldset className="rules-part" id={id} tabIndex={-1}>
      <legend>Quantas pessoas aprovam</legend>
      <p className="field-help">
        Com duas, a primeira aprovação devolve a solicitação à fila, e outra pessoa a confirma, pede ajustes ou não
        aprova; a aprovação por regra deixa então tudo para pessoas. O que já foi enviado segue a regra de quando foi
        enviado: com uma aprovação de duas, continua a aguardar a segunda. Enviado de novo, segue a nova.
      </p>
      {rowsOf(portfolios, value).map(({ slug, name, environments, fourEyes }) => (
        <div className="rules-row" key={`${slug} ${environments.join(' ')}`}>
          <p className="rules-row-name">{name}</p>
          {environments.map((environment) => (
            <Select
              key={environment}
              label={`${ENVIRONMENT_LABELS[environment]} de ${name}`}
              options={[
                { value: '', label: byCatalogue(fourEyes) },
                ...[false, true].map((needed) => ({ value: String(needed), label: capital(peopleWord(needed)) })),
              ]}
              value={String(
                value.find((one) => one.portfolio === slug && one.environment === environment)?.needed ?? '',
              )}
              onChange={({ target }) =>
                set(slug, environment, target.value === '' ? undefined : target.value === 'true')
              }
            />
          ))}
        </div>
      ))}
      {error && <Message tone="danger">{error}</Message>}
    </fieldset>
  );
}

interface Row {
  readonly slug: string;
  readonly name: string;
  readonly environments: readonly Environment[];
  /** Undefined where the catalogue has no such place any more. */
  readonly fourEyes: boolean | undefined;
}

/** The portfolios that there are, and what is ruled of others, whatever became of them: it is taken away here. */
function rowsOf(portfolios: readonly RuledPortfolio[], value: readonly WrittenFourEyes[]): Row[] {
  const gone = value.filter(
    (rule) => !portfolios.some((one) => one.slug === rule.portfolio && one.environments.includes(rule.environment)),
  );
  return [
    ...portfolios,
    ...gone.map(({ portfolio: slug, environment }) => ({
      slug,
      name: slug,
      environments: [environment],
      fourEyes: undefined,
    })),
  ];
}

function byCatalogue(fourEyes: boolean | undefined): string {
  return fourEyes === undefined ? 'Sem regra: saiu do catálogo' : `Catálogo: ${peopleWord(fourEyes)}`;
}

function byPlace(one: WrittenFourEyes, other: WrittenFourEyes): number {
  return one.portfolio.localeCompare(other.portfolio) || one.environment.localeCompare(other.environment);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
