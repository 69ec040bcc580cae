import { QueryView, useRead } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { FAULT_KIND_LABELS, FAULT_LIMITS, FaultKind, formatDateTime } from '@portal/domain';
import { Button, Message, Select, TextField, useNotify } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import type { ArmedFaultFactsFragment } from '../gql/graphql.ts';
import { ArmFault, DisarmFaults, TrialFaults } from './calls.documents.ts';

const KINDS = Object.values(FaultKind).map((value) => ({ value, label: FAULT_KIND_LABELS[value] }));

interface FaultsProps {
  readonly id: string;
  readonly active: boolean;
}

/** Faults on demand: how a system lives with what goes wrong. */
export function TrialFaultsSection({ id, active }: FaultsProps) {
  const faults = useRead({
    query: TrialFaults,
    variables: { id },
    pick: ({ credential }) => credential?.homologationAccess?.armedFaults,
  });
  return (
    <section aria-labelledby="falhas">
      <h2 id="falhas">6. Falhas sob demanda</h2>
      <p>
        Arme uma falha para as próximas chamadas ao EHR e veja o que o seu sistema faz com ela. Cada chamada diz a falha
        que recebeu; só as chamadas desta credencial são atingidas.
      </p>
      {active && <ArmForm id={id} onArmed={faults.retry} />}
      <QueryView of={faults} empty={<p>Nenhuma falha armada.</p>}>
        {(armed) => <Armed id={id} armed={armed} onDisarmed={faults.retry} />}
      </QueryView>
    </section>
  );
}

function ArmForm({ id, onArmed }: { readonly id: string; readonly onArmed: () => void }) {
  const [arm, busy] = useAct(ArmFault);
  const [kind, setKind] = useState<FaultKind>('ERROR_503');
  const [calls, setCalls] = useState('1');
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { data, error } = await arm({ input: { credentialId: id, kind, calls: Number(calls) || 0, minutes: 10 } });
    const payload = data?.armHomologationFault;
    if (payload?.problems.length !== 0) {
      setProblem(actMessage(payload?.problems, error));
      return;
    }
    setProblem(undefined);
    notify({ about: id, tone: 'success', text: 'Falha armada: ela espera 10 minutos pelas chamadas.' });
    onArmed();
  }

  return (
    <form className="fault-form" onSubmit={(event) => void submit(event)} noValidate>
      <Select
        label="Falha"
        className="narrow-field"
        options={KINDS}
        value={kind}
        onChange={(event) => setKind(event.target.value as FaultKind)}
      />
      <TextField
        label="Em quantas chamadas"
        help={`De 1 a ${FAULT_LIMITS.calls}.`}
        className="narrow-field"
        inputMode="numeric"
        value={calls}
        onChange={(event) => setCalls(event.target.value)}
        error={problem}
      />
      <Button type="submit" busy={busy}>
        Armar falha
      </Button>
    </form>
  );
}

interface ArmedProps {
  readonly id: string;
  readonly armed: readonly ArmedFaultFactsFragment[];
  readonly onDisarmed: () => void;
}

function Armed({ id, armed, onDisarmed }: ArmedProps) {
  const [disarm, busy] = useAct(DisarmFaults);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function disarmAll(): Promise<void> {
    const { data, error } = await disarm({ input: { credentialId: id } });
    const payload = data?.disarmHomologationFaults;
    if (payload?.problems.length !== 0) {
      setProblem(actMessage(payload?.problems, error));
      return;
    }
    notify({ about: id, tone: 'success', text: 'Falhas desarmadas.' });
    onDisarmed();
  }

  return (
    <>
      <ul>
        {armed.map(({ id: fault, kind, callsLeft, until }) => (
          <li key={fault}>
            {FAULT_KIND_LABELS[kind]}: {callsLeft === 1 ? 'próxima chamada' : `próximas ${callsLeft} chamadas`}, até{' '}
            {formatDateTime(until)}
          </li>
        ))}
      </ul>
      <Button busy={busy} onClick={() => void disarmAll()}>
        Desarmar todas
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
