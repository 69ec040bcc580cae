import { VisuallyHidden } from '@portal/ui';

/** What stood at a place and what stands there. */
export interface Change {
  label: string;
  before: readonly string[];
  now: readonly string[];
}

/** What differs between two versions: what went struck and what came marked, each also in words. */
export function ChangesView({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p>Nada muda.</p>;
  return (
    <ul className="edition-changes">
      {changes.map((change) => (
        <li key={change.label}>
          <strong>{change.label}</strong>
          {change.before.map((line, place) => (
            <Line key={`${place} ${line}`} line={line} gone={!change.now.includes(line)} came={false} />
          ))}
          {change.now
            .filter((line) => !change.before.includes(line))
            .map((line, place) => (
              <Line key={`${place} ${line}`} line={line} gone={false} came />
            ))}
        </li>
      ))}
    </ul>
  );
}

/** Reading aloud knows neither strokes nor colours: the words say it. */
function Line({ line, gone, came }: { line: string; gone: boolean; came: boolean }) {
  if (gone) {
    return (
      <p>
        <del>
          <VisuallyHidden>Retirado: </VisuallyHidden>
          {line}
        </del>
      </p>
    );
  }
  if (!came) return <p>{line}</p>;
  return (
    <p>
      <ins>
        <VisuallyHidden>Novo: </VisuallyHidden>
        {line}
      </ins>
    </p>
  );
}
