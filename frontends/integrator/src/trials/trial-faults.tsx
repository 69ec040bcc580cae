import { QueryView, useRead } from '@portal/console';
import { actMessage, problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, useForm } from '@portal/console/forms';
import { FAULT_KIND_LABELS, FAULT_LIMITS, FaultKind, formatDateTime, invalid, valid } from '@portal/domain';
import { Button, Message, Select, TextField, useNotify } from '@portal/ui';
import { useState } from 'react';
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

const ARM = readEach({
  kind: (chosen: string) => valid(chosen as FaultKind),
  calls: (typed: string) => {
    const calls = Number(typed);
    const fits = Number.isInteger(calls) && calls >= 1 && calls <= FAULT_LIMITS.calls;
    return fits ? valid(calls) : invalid(`Informe de 1 a ${FAULT_LIMITS.calls} chamadas.`);
  },
});

function ArmForm({ id, onArmed }: { readonly id: string; readonly onArmed: () => void }) {
  const [arm] = useAct(ArmFault);
  const { notify } = useNotify();
  const form = useForm({
    schema: ARM,
    initial: { kind: 'ERROR_503', calls: '1' },
    send: async (fault) => {
      const { data, error } = await arm({ input: { credentialId: id, ...fault, minutes: 10 } });
      const problems = problemsOf(data?.armHomologationFault, error);
      if (problems.length === 0) {
        notify({ about: id, tone: 'success', text: 'Falha armada: ela espera 10 minutos pelas chamadas.' });
        onArmed();
      }
      return problems;
    },
  });

  return (
    <Form of={form} className="fault-form">
      <Select {...form.text('kind')} label="Falha" className="narrow-field" options={KINDS} />
      <TextField
        {...form.text('calls')}
        label="Em quantas chamadas"
        help={`De 1 a ${FAULT_LIMITS.calls}.`}
        className="narrow-field"
        inputMode="numeric"
      />
      <Button type="submit" busy={form.submitting}>
        Armar falha
      </Button>
    </Form>
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
