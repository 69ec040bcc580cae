import { formatCnpj } from '@portal/domain';
import { Icon, VisuallyHidden } from '@portal/ui';
import type { EstablishmentEntry } from './form-values.ts';

interface EstablishmentFactsProps {
  readonly establishment: EstablishmentEntry;
  /** Some of it stands on the person's own word. */
  readonly told: boolean;
}

/** The establishment that a look-up found, or that the person told before. */
export function EstablishmentFacts({ establishment, told }: EstablishmentFactsProps) {
  const { name, municipality, uf, cnpj, cnpjKnown } = establishment;
  return (
    <p className={told ? 'found-establishment is-told' : 'found-establishment'}>
      <Icon name={told ? 'info' : 'success'} />
      <span>
        <VisuallyHidden>{told ? 'Informado por você: ' : 'Encontrado: '}</VisuallyHidden>
        <strong>{name}</strong>
        <br />
        {municipality} – {uf}
        {cnpjKnown && (
          <>
            <br />
            CNPJ {formatCnpj(cnpj)}
          </>
        )}
        {told && (
          <>
            <br />
            Contém dados informados por você. Para corrigir, use o botão Consultar.
          </>
        )}
      </span>
    </p>
  );
}
