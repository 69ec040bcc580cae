import { QueryView, type Reading } from '@portal/console';
import { type DocumentKind, guideOf } from './coverage.tsx';

/** Which kinds of documents are judged, and by what. */
export function KindList({ of }: { readonly of: Reading<readonly DocumentKind[]> }) {
  return (
    <section aria-labelledby="document-kinds">
      <h2 id="document-kinds">O que é validado</h2>
      <QueryView of={of}>
        {(kinds) => (
          <>
            <ul className="document-kinds">
              {kinds.filter(isJudged).map((kind) => (
                <li key={kind.code}>
                  <strong>{kind.code}</strong> {kind.name}
                  <span className="field-help">{guideOf(kind)}</span>
                </li>
              ))}
            </ul>
            <NotYet kinds={kinds.filter((kind) => !isJudged(kind))} />
          </>
        )}
      </QueryView>
    </section>
  );
}

function NotYet({ kinds }: { readonly kinds: readonly DocumentKind[] }) {
  if (kinds.length === 0) return null;
  return (
    <>
      <h3>Ainda não</h3>
      <ul className="document-kinds">
        {kinds.map(({ code, name }) => (
          <li key={code}>
            <strong>{code}</strong> {name}
          </li>
        ))}
      </ul>
    </>
  );
}

function isJudged({ guide }: DocumentKind): boolean {
  return guide !== null;
}
