import { ErrorSummary, Message, useNotify } from '@portal/ui';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useClient } from 'urql';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { formAddress } from '../requests/addresses.ts';
import { placeOf } from '../requests/form/field-of-path.ts';
import { FIELDS } from '../requests/form/fields.ts';
import { type SubmitProblem, sentText, submitRequest } from '../requests/submit-request.ts';

/** Sends a request from the page of its evidence. */
export function useSubmitEvidence(request: RequestDetailFragment) {
  const client = useClient();
  const navigate = useNavigate();
  const { notify } = useNotify();
  const [busy, setBusy] = useState(false);
  const [told, setProblems] = useState<readonly SubmitProblem[]>([]);
  // What was said of a file goes with it.
  const problems = told.filter(
    ({ path: [kind, id] }) =>
      kind !== 'evidence' || id === undefined || request.evidence.some((file) => file.id === id),
  );

  async function submit(): Promise<void> {
    setProblems([]);
    setBusy(true);
    const answer = await submitRequest(client, request.id, request.version);
    setBusy(false);
    if (answer.kind === 'sent') {
      notify({ about: request.id, tone: 'success', text: sentText(answer.request) });
      void navigate(`/solicitacoes/${request.id}`);
    } else if (answer.kind === 'problems') setProblems(answer.problems);
    else setProblems([{ code: 'CONFLICT', message: answer.kind === 'stale' ? STALE : answer.message, path: [] }]);
  }

  const evidenceFault = problems.find(({ path }) => path[0] === 'evidence' && path.length === 1)?.message;
  return { submit, busy, problems, evidenceFault, forget: () => setProblems([]) };
}

const STALE = 'A solicitação mudou em outra aba ou aparelho. Confira o que está aqui e envie de novo.';

interface SubmitProblemsProps {
  readonly problems: readonly SubmitProblem[];
  readonly request: { readonly id: string };
}

/** What kept the request from being sent: at the evidence, at a field of the form, or elsewhere. */
export function SubmitProblems({ problems, request }: SubmitProblemsProps) {
  const evidence = problems.filter((problem) => problem.path[0] === 'evidence' || problem.path[0] === 'checklist');
  const others = problems.filter((problem) => !evidence.includes(problem));
  return (
    <>
      <ErrorSummary
        attempt={evidence.length}
        title={
          evidence.some(({ code }) => code === 'REQUIRED') ? 'Falta uma evidência' : 'Há o que corrigir nas evidências'
        }
        errors={evidence.map(({ path, message }) => ({ fieldId: placeOfEvidence(path), text: message }))}
      />
      {others.length > 0 && (
        <Message tone="danger" title="Não foi possível enviar">
          <ul>
            {others.map((problem) => (
              <li key={`${problem.path.join('.')} ${problem.message}`}>
                <ProblemText problem={problem} requestId={request.id} />
              </li>
            ))}
          </ul>
        </Message>
      )}
    </>
  );
}

/** The file that a problem is about; where it is about none, where files are attached. */
function placeOfEvidence([kind, id]: readonly string[]): string {
  return kind === 'evidence' && id !== undefined ? fileAnchor(id) : 'arquivos-de-evidencia';
}

/** Where a file stands on the page. */
export function fileAnchor(evidenceId: string): string {
  return `evidencia-${evidenceId}`;
}

/** What is wrong with a file that kept the request from being sent. */
export function problemsAtFile(problems: readonly SubmitProblem[], evidenceId: string): readonly SubmitProblem[] {
  return problems.filter(({ path }) => path[0] === 'evidence' && path[1] === evidenceId);
}

function ProblemText({ problem, requestId }: { readonly problem: SubmitProblem; readonly requestId: string }) {
  const place = placeOf(problem.path);
  if (place === undefined) return problem.message;
  const { label, stage } = FIELDS[place.field];
  return (
    <>
      <Link to={formAddress(requestId, stage)}>{label}</Link>: {problem.message}
    </>
  );
}
