import { actMessage, useAct } from '@portal/console/acts';
import { FAULT_KIND_LABELS, formatDateTime } from '@portal/domain';
import { Button, Disclosure, Message, useNotify } from '@portal/ui';
import { useState } from 'react';
import { ArmFault } from '../trials/calls.documents.ts';
import { OutcomeTag } from './outcome-tag.tsx';
import { isMet, type Step } from './run-facts.ts';

interface StepViewProps {
  readonly step: Step;
  readonly credentialId: string;
  readonly active: boolean;
}

/** What to do, and what was seen of it. */
export function StepView({ step, credentialId, active }: StepViewProps) {
  const { title, how, fault, outcome, tries, attempts } = step;
  const [last] = attempts;
  return (
    <>
      <p className="requirement">
        <OutcomeTag outcome={outcome} />
        <strong>{title}</strong>
      </p>
      <p>{how}</p>
      {fault && active && !isMet(step) && <ArmFor fault={fault} credentialId={credentialId} />}
      {last?.why && !isMet(step) && (
        <Message tone={outcome === 'FAILED' ? 'danger' : 'info'} role="none">
          <p>{last.why}</p>
        </Message>
      )}
      {attempts.length > 0 && (
        <Disclosure summary={tries === 1 ? 'A tentativa' : `As últimas de ${tries} tentativas`}>
          {attempts.map((attempt) => (
            <AttemptView key={`${attempt.begunAt} ${attempt.endedAt}`} attempt={attempt} />
          ))}
        </Disclosure>
      )}
    </>
  );
}

function AttemptView({ attempt }: { readonly attempt: Step['attempts'][number] }) {
  const { outcome, begunAt, why, connector } = attempt;
  return (
    <div>
      <p className="requirement">
        <OutcomeTag outcome={outcome} /> {formatDateTime(begunAt)} {connector && <code>{connector}</code>}
      </p>
      {why && <p>{why}</p>}
    </div>
  );
}

interface ArmForProps {
  readonly fault: NonNullable<Step['fault']>;
  readonly credentialId: string;
}

/** Arms what the step needs, for the next call. */
function ArmFor({ fault, credentialId }: ArmForProps) {
  const [arm, busy] = useAct(ArmFault);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function armNext(): Promise<void> {
    const { data, error } = await arm({ input: { credentialId, kind: fault, calls: 1, minutes: 10 } });
    const payload = data?.armHomologationFault;
    if (payload?.problems.length !== 0) {
      setProblem(actMessage(payload?.problems, error));
      return;
    }
    setProblem(undefined);
    notify({ about: credentialId, tone: 'success', text: 'Falha armada: ela espera 10 minutos pela próxima chamada.' });
  }

  return (
    <>
      <Button size="small" busy={busy} onClick={() => void armNext()}>
        Armar a falha: {FAULT_KIND_LABELS[fault]}
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
