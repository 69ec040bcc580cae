import type { DocumentKindsQuery } from '../gql/graphql.ts';

/** A kind of document, and what is judged of it. */
export type DocumentKind = NonNullable<DocumentKindsQuery['documentKinds']>[number];

/** What was judged of a document of this kind, and what was not. */
export function Coverage({ kind }: { readonly kind: DocumentKind }) {
  const { covered, notCovered } = kind;
  return (
    <div className="coverage">
      {covered.length > 0 && <Points title="Foi conferido" points={covered} />}
      <Points title="Não foi conferido" points={notCovered} />
    </div>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}

/** The guide, as people name it: br.gov.saude.ria.fhir 1.0.0-release. */
export function guideOf({ guide, guideVersion }: Pick<DocumentKind, 'guide' | 'guideVersion'>): string | null {
  return guide && `${guide} ${guideVersion}`;
}
