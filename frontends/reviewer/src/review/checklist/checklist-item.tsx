import { answered } from '@portal/console/acts';
import { formatTime, LIMITS, parseAssessmentNote, parseInternalNote, VERDICT_LABELS } from '@portal/domain';
import type { Verdict } from '@portal/schema/types';
import { Button, RadioGroup, TextArea } from '@portal/ui';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { AssessMutation } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';

interface ChecklistItemProps {
  request: ReviewRequest;
  item: ReviewRequest['checklist'][number];
  mayAssess: boolean;
  onOpenEvidence: (id: string) => void;
}

const VERDICTS = (Object.keys(VERDICT_LABELS) as Verdict[]).map((value) => ({ value, label: VERDICT_LABELS[value] }));

/** One requirement: the evidence that is said to prove it, and what the reviewer found. */
export function ChecklistItem({ request, item, mayAssess, onOpenEvidence }: ChecklistItemProps) {
  const files = request.evidence.filter(({ id }) => item.evidence.some((linked) => linked.id === id));
  return (
    <>
      {mayAssess ? <Marks request={request} item={item} /> : <Found item={item} />}
      <div className="checklist-evidence">
        {files.map((file) => (
          <Button key={file.id} size="small" variant="tertiary" icon="view" onClick={() => onOpenEvidence(file.id)}>
            Ver {file.fileName}
          </Button>
        ))}
        {files.length === 0 && <p>Nenhuma evidência indicada.</p>}
      </div>
    </>
  );
}

function Found({ item }: Pick<ChecklistItemProps, 'item'>) {
  return (
    <>
      <p className="checklist-requirement">{item.requirement.description}</p>
      <p>{item.verdict ? VERDICT_LABELS[item.verdict] : 'Ainda sem marcação'}</p>
      {item.note && <p className="as-written">Observação para o solicitante: {item.note}</p>}
      {item.internalNote && <p className="as-written">Nota interna: {item.internalNote.text}</p>}
    </>
  );
}

function Marks({ request, item }: Pick<ChecklistItemProps, 'request' | 'item'>) {
  const { code, description } = item.requirement;
  const [, assess] = useMutation(AssessMutation);
  const [note, setNote] = useState(item.note ?? '');
  const [internal, setInternal] = useState(item.internalNote?.text ?? '');
  const [kept, setKept] = useState<{ at?: Date; fault?: string; saving?: boolean }>({});
  const [pending, setPending] = useState<Verdict>();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const verdict = pending ?? item.verdict;

  async function keep(chosen: Verdict) {
    const forApplicant = parseAssessmentNote(note);
    const forReviewers = parseInternalNote(internal);
    if (!forApplicant.ok) return setKept({ fault: forApplicant.message });
    if (!forReviewers.ok) return setKept({ fault: forReviewers.message });
    setPending(chosen);
    setKept({ saving: true });
    // A note that is left for the next mark is kept before it, and what is said is said of the last.
    const notes = { note: forApplicant.value || null, internalNote: forReviewers.value || null };
    const mark = { id: request.id, requirement: code, verdict: chosen, ...notes };
    const answer = last.current.then(() => assess(mark));
    last.current = answer;
    const { data, error } = await answer;
    if (last.current !== answer) return;
    setPending(undefined);
    const problem = answered(data)?.assessRequirement.problems[0];
    if (problem) return setKept({ fault: problem.message });
    setKept(error ? { fault: 'Não foi possível salvar. Tente de novo.' } : { at: new Date() });
  }

  return (
    <>
      <RadioGroup legend={description} inline options={VERDICTS} value={verdict} onChange={keep} error={kept.fault} />
      {verdict && (
        <>
          <TextArea
            label="Nota interna"
            help="Só quem analisa lê. O solicitante não vê em nenhum momento."
            optional
            rows={2}
            limit={LIMITS.assessmentNote.max}
            value={internal}
            onChange={(event) => setInternal(event.target.value)}
            onBlur={() => internal !== (item.internalNote?.text ?? '') && keep(verdict)}
          />
          <TextArea
            label="Observação para o solicitante"
            help="O solicitante lê este texto e a marcação depois da decisão ou do pedido de ajustes, e não antes."
            optional
            rows={2}
            limit={LIMITS.assessmentNote.max}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onBlur={() => note !== (item.note ?? '') && keep(verdict)}
          />
        </>
      )}
      <p className="checklist-kept" role="status">
        {kept.saving && 'Salvando…'}
        {kept.at && `Salvo às ${formatTime(kept.at)}`}
      </p>
    </>
  );
}
