import { formatDateTime, LIMITS, requirementWords, VERDICT_LABELS } from '@portal/domain';
import type { Verdict } from '@portal/schema/types';
import { Button, RadioGroup, TextArea } from '@portal/ui';
import { useContext, useState } from 'react';
import { KeysOn } from '../keys/keys-context.ts';
import { MentionArea } from '../mentions/mention-area.tsx';
import { MentionLabels } from '../mentions/mention-labels.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import { useMark } from './use-mark.ts';

interface ChecklistItemProps {
  request: ReviewRequest;
  item: ReviewRequest['checklist'][number];
  /** Whether keys are about this one. */
  isCurrent: boolean;
  onOpenEvidence: (id: string) => void;
}

/** One requirement: the evidence that is said to prove it, and what the reviewer found. */
export function ChecklistItem({ request, item, isCurrent, onOpenEvidence }: ChecklistItemProps) {
  const may = new Set(request.allowedActions);
  const files = request.evidence.filter(({ id }) => item.evidence.some((linked) => linked.id === id));
  const evidence = (
    <>
      {files.map((file) => (
        <Button key={file.id} size="small" variant="tertiary" icon="view" onClick={() => onOpenEvidence(file.id)}>
          Ver {file.fileName}
        </Button>
      ))}
      {request.evidence.length > 0 && files.length === 0 && <span>Sem evidência indicada</span>}
    </>
  );
  // Who may take it sees the marks where they will be: taking it moves nothing.
  if (may.has('APPROVE') || may.has('CLAIM')) {
    return (
      <Marks {...{ request, item, isCurrent }} disabled={!may.has('APPROVE')}>
        {evidence}
      </Marks>
    );
  }
  return (
    <>
      <Found item={item} />
      <div className="checklist-evidence">{evidence}</div>
    </>
  );
}

function Found({ item }: Pick<ChecklistItemProps, 'item'>) {
  return (
    <>
      <p className="checklist-requirement">{requirementWords(item)}</p>
      <p>{item.verdict ? VERDICT_LABELS[item.verdict] : 'Ainda sem marcação'}</p>
      {item.verdict && <p className="checklist-kept">{markedBy(item)}</p>}
      {item.note && <p className="as-written">Observação para o solicitante: {item.note}</p>}
      {item.internalNote && (
        <p className="as-written">
          Nota interna: {new MentionLabels().shown(item.internalNote.text, item.internalNote.mentions)}
        </p>
      )}
    </>
  );
}

/** Who marked it and when; empty while nobody did, and of a request of one's own. */
function markedBy({ assessedBy, assessedAt }: ChecklistItemProps['item']): string {
  return assessedBy && assessedAt ? `Marcado por ${assessedBy.name} em ${formatDateTime(assessedAt)}` : '';
}

const VERDICTS = (Object.keys(VERDICT_LABELS) as Verdict[]).map((value, index) => ({
  value,
  label: VERDICT_LABELS[value],
  keyShortcut: String(index + 1),
}));
const WITHOUT_KEYS = VERDICTS.map(({ value, label }) => ({ value, label }));

type MarksProps = Pick<ChecklistItemProps, 'request' | 'item' | 'isCurrent'> & {
  disabled: boolean;
  children: React.ReactNode;
};

function Marks({ request, item, isCurrent, disabled, children }: MarksProps) {
  const { code, description } = item.requirement;
  const { note, internal, labels, verdict, told, fault, setNote, setInternal, keep, keepNotes } = useMark(
    request,
    item,
  );
  const [noting, setNoting] = useState(Boolean(item.note || item.internalNote));
  const keysOn = useContext(KeysOn);
  return (
    <>
      <RadioGroup
        legend={description}
        inline
        options={keysOn && isCurrent ? VERDICTS : WITHOUT_KEYS}
        value={verdict}
        disabled={disabled}
        onChange={keep}
        error={fault}
      />
      <div className="checklist-side">
        <span className="checklist-kept" role="status">
          {told}
        </span>
        <div className="checklist-evidence">
          {children}
          <Button
            size="small"
            variant="tertiary"
            icon="edit"
            disabled={disabled}
            aria-expanded={noting}
            aria-controls={`notas-${code}`}
            onClick={() => setNoting(!noting)}
          >
            Anotar<span className="visually-hidden"> em {description}</span>
          </Button>
        </div>
      </div>
      <div id={`notas-${code}`} className="checklist-notes" hidden={!noting}>
        <p className="checklist-kept">{markedBy(item)}</p>
        <MentionArea
          request={request}
          labels={labels}
          label="Nota interna"
          help="Só quem analisa lê. O solicitante não vê em nenhum momento. Com @ você chama um colega."
          optional
          rows={2}
          disabled={disabled}
          limit={LIMITS.assessmentNote.max}
          value={internal}
          onWrite={setInternal}
          onBlur={keepNotes}
        />
        <TextArea
          label="Observação para o solicitante"
          help="O solicitante lê este texto e a marcação depois da decisão ou do pedido de ajustes, e não antes."
          optional
          rows={2}
          disabled={disabled}
          limit={LIMITS.assessmentNote.max}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onBlur={keepNotes}
        />
      </div>
    </>
  );
}
