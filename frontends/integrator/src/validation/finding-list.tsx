import { FINDING_KIND_LABELS, type FindingKind } from '@portal/domain';
import { Button, CopyButton, LoadMore, Select, Tag } from '@portal/ui';
import { useState } from 'react';
import type { Finding } from './ask-judge.ts';
import type { Place } from './document-text.tsx';
import { findingsText } from './findings-text.ts';

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** The document's name, for what is copied. */
  readonly name: string;
  readonly onGo: (place: Place) => void;
}

/** So many are shown before one asks for more. */
const A_PAGE = 50;

/** What is wrong, each with the way to its place in the text. */
export function FindingList({ findings, name, onGo }: FindingListProps) {
  const [kind, setKind] = useState<FindingKind | ''>('');
  const [most, setMost] = useState(A_PAGE);
  const shown = kind === '' ? findings : findings.filter((finding) => finding.kind === kind);
  return (
    <>
      <div className="findings-tools">
        <Select
          label="Mostrar"
          value={kind}
          placeholder={`Tudo (${findings.length.toLocaleString('pt-BR')})`}
          options={kindsIn(findings)}
          onChange={(event) => setKind(event.target.value as FindingKind | '')}
        />
        <CopyButton text={findingsText(name, shown)} label="Copiar a lista" />
      </div>
      <ol className="findings">
        {shown.slice(0, most).map((finding) => (
          <li key={`${finding.expression} ${finding.message}`}>
            <FindingEntry finding={finding} onGo={onGo} />
          </li>
        ))}
      </ol>
      {shown.length > A_PAGE && (
        <LoadMore
          shown={Math.min(most, shown.length)}
          total={shown.length}
          what="pontos"
          hasMore={most < shown.length}
          onLoadMore={() => setMost(most + A_PAGE)}
        />
      )}
    </>
  );
}

function kindsIn(findings: readonly Finding[]) {
  const counts = Map.groupBy(findings, ({ kind }) => kind);
  return [...counts]
    .map(([kind, of]) => ({
      value: kind,
      label: `${FINDING_KIND_LABELS[kind]} (${of.length.toLocaleString('pt-BR')})`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function FindingEntry({ finding, onGo }: { readonly finding: Finding; readonly onGo: (place: Place) => void }) {
  const { kind, rule, expression, line, column, message, expected, source, correction } = finding;
  return (
    <>
      <p className="finding-head">
        <Button variant="tertiary" size="small" icon="right" onClick={() => onGo({ line, column })}>
          Linha {line}, coluna {column}
        </Button>
        <Tag>{FINDING_KIND_LABELS[kind]}</Tag>
        {rule && <Tag tone="blue">{rule}</Tag>}
      </p>
      <p className="finding-message">{message}</p>
      {expected && (
        <p>
          <strong>Esperado:</strong> {expected}
        </p>
      )}
      {correction && <Correction {...correction} />}
      <p className="finding-place">
        <code>{expression}</code>
        {source && <span className="finding-source">{source}</span>}
      </p>
    </>
  );
}

function Correction({ before, after }: NonNullable<Finding['correction']>) {
  return (
    <div className="finding-correction">
      {before !== '' && (
        <pre className="is-before">
          <span className="visually-hidden">Está: </span>
          <del>{before}</del>
        </pre>
      )}
      {after !== '' && (
        <pre className="is-after">
          <span className="visually-hidden">Deve ficar: </span>
          <ins>{after}</ins>
        </pre>
      )}
      {after === '' && <p>Retire este trecho.</p>}
    </div>
  );
}
