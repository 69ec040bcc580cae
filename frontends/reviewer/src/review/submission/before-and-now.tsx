import { Button, VisuallyHidden } from '@portal/ui';
import type { Change, Line } from './changes.ts';

interface BeforeAndNowProps {
  change: Change;
  onOpenEvidence: (id: string) => void;
}

/** What stood at a place and what stands there, what went struck and what came marked, each also in words. */
export function BeforeAndNow({ change, onOpenEvidence }: BeforeAndNowProps) {
  const { changed, before, now, ofFiles } = change;
  const sides = { empty: ofFiles ? 'Nenhum arquivo' : 'Não informado', onOpen: onOpenEvidence };
  const isHidden = changed && now.length > 0 && JSON.stringify(before) === JSON.stringify(now);
  return (
    <>
      <dl className="before-and-now">
        {changed && <Side name="Antes" mark="del" lines={before} others={now} {...sides} />}
        <Side name="Agora" mark={changed ? 'ins' : undefined} lines={now} others={before} {...sides} />
      </dl>
      {isHidden && (
        <p className="before-and-now-hidden">O que mudou está na parte que só vê quem analisa a solicitação.</p>
      )}
    </>
  );
}

interface SideProps {
  name: string;
  /** What is said where nothing stands. */
  empty: string;
  /** What to do with lines that the other side has not. */
  mark: 'del' | 'ins' | undefined;
  lines: readonly Line[];
  others: readonly Line[];
  onOpen: (id: string) => void;
}

function Side({ name, empty, mark, lines, others, onOpen }: SideProps) {
  return (
    <div>
      <dt>{name}</dt>
      {lines.length === 0 && <dd className="is-empty">{empty}</dd>}
      {lines.map((line) => (
        <dd key={line.key}>
          <Told line={line} mark={others.some(({ key }) => key === line.key) ? undefined : mark} />
          {line.file === 'gone' && <span className="file-gone"> (removido; só o nome ficou)</span>}
          {line.file === 'there' && (
            <Button size="small" variant="tertiary" icon="view" onClick={() => onOpen(line.key)}>
              Ver<VisuallyHidden> {line.text}</VisuallyHidden>
            </Button>
          )}
        </dd>
      ))}
    </div>
  );
}

/** Reading aloud knows neither strokes nor colours: the words say it. */
function Told({ line: { text }, mark: Mark }: { line: Line; mark: SideProps['mark'] }) {
  if (!Mark) return <span>{text}</span>;
  return (
    <Mark>
      <VisuallyHidden>{Mark === 'del' ? 'Retirado: ' : 'Novo: '}</VisuallyHidden>
      {text}
    </Mark>
  );
}
