import { Icon, VisuallyHidden } from '@portal/ui';

interface EstablishmentFactsProps {
  readonly establishment: { readonly name: string; readonly uf: string; readonly municipality: string };
}

/** The establishment that a look-up found. */
export function EstablishmentFacts({ establishment }: EstablishmentFactsProps) {
  return (
    <p className="found-establishment">
      <Icon name="success" />
      <span>
        <VisuallyHidden>Encontrado: </VisuallyHidden>
        <strong>{establishment.name}</strong>
        <br />
        {establishment.municipality} – {establishment.uf}
      </span>
    </p>
  );
}
