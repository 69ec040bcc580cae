import { parseCnes, parseCnpj, UF_NAMES, UFS } from '@portal/domain';
import { afterPress, Button, MaskedField, Message, masks, RadioGroup, Select, TextField } from '@portal/ui';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { AskedHere } from './asked-here.tsx';
import { EstablishmentFacts } from './establishment-facts.tsx';
import { faultAt, fieldId, leaveField, useForm } from './form-context.ts';
import type { EstablishmentEntry } from './form-values.ts';
import { lookUpEstablishment, lookUpFault } from './look-up.ts';

const CODES = [
  { value: 'cnes', label: 'CNES' },
  { value: 'cnpj', label: 'CNPJ' },
] as const;

/** Why the person types the establishment. */
const TYPE_IT = {
  NOT_IN_SAMPLE: 'Este código não está na lista de estabelecimentos que o Portal tem.',
  UNAVAILABLE: 'O cadastro de estabelecimentos não respondeu.',
};

/** The main establishment: looked up by its code, or typed where nobody can be asked. */
export function EstablishmentField() {
  const { store, state, request } = useForm();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [because, setBecause] = useState<keyof typeof TYPE_IT | null>(null);
  const looked = useRef('');
  const entry = state.values.establishment;
  const unknown = { cnpj: '', cnpjKnown: false, typed: false, name: '', uf: '', municipality: '' };

  async function lookUp(): Promise<void> {
    const parsed = entry.by === 'cnes' ? parseCnes(entry.code) : parseCnpj(entry.code);
    if (!parsed.ok) {
      store.tell('establishment', [{ at: '', message: parsed.message }]);
      return;
    }
    looked.current = `${entry.by} ${parsed.value}`;
    setBusy(true);
    const answer = await lookUpEstablishment(client, entry.by, parsed.value);
    setBusy(false);
    // Typed on while the answer was on its way: it answers another question.
    if (looked.current !== `${entry.by} ${parsed.value}`) return;
    const base = { ...entry, code: parsed.value };
    const fault = lookUpFault(answer.outcome, entry.by);
    setBecause(answer.outcome === 'NOT_IN_SAMPLE' || answer.outcome === 'UNAVAILABLE' ? answer.outcome : null);
    if (answer.outcome === 'FOUND') {
      const { name, uf, municipality, cnpj } = answer.establishment;
      const known = entry.by === 'cnes' && Boolean(cnpj);
      // What the person told of this establishment before stays, where the register does not know better.
      const besides = known ? { cnpj: cnpj ?? '', cnpjKnown: true } : { cnpjKnown: false };
      store.choose('establishment', { ...base, ...besides, typed: false, name, uf, municipality });
    } else if (fault !== undefined) {
      looked.current = '';
      store.type('establishment', { ...base, ...unknown });
      store.tell('establishment', [{ at: '', message: fault }]);
    } else {
      // What was wrong is answered by now; the parts to type are told when they are left.
      store.tell('establishment', []);
      store.type('establishment', { ...base, typed: true });
    }
  }

  function typeCode(code: string): void {
    if (code === entry.code) return;
    looked.current = '';
    setBecause(null);
    store.type('establishment', { by: entry.by, code, ...unknown });
    if (code === '') store.leave('establishment');
  }

  function leaveCode(): void {
    if (entry.code === '' || busy || entry.name !== '' || entry.typed) return;
    // Where the press was on the button beside it, that has asked by then.
    afterPress(() => looked.current !== `${entry.by} ${entry.code}` && void lookUp());
  }

  function typePart(part: Partial<EstablishmentEntry>): void {
    store.type('establishment', { ...entry, ...part });
  }

  /** Leaving one of three parts is no reason to complain of the two to come. */
  function leavePart(): void {
    if (entry.name.trim() !== '' && entry.uf !== '' && entry.municipality.trim() !== '') {
      leaveField(store, 'establishment');
    }
  }

  return (
    <>
      <AskedHere name="establishment" />
      <RadioGroup
        legend="Identificar o estabelecimento por"
        id="campo-establishment-by"
        options={CODES}
        value={entry.by}
        onChange={(by) => store.type('establishment', { by, code: '', ...unknown })}
        inline
      />
      <MaskedField
        id={fieldId('establishment')}
        label={entry.by === 'cnes' ? 'CNES' : 'CNPJ'}
        help={entry.by === 'cnes' ? 'Sete dígitos.' : 'Catorze caracteres, com ou sem pontos.'}
        mask={entry.by === 'cnes' ? masks.cnes : masks.cnpj}
        inputMode={entry.by === 'cnes' ? 'numeric' : 'text'}
        autoComplete="off"
        value={entry.code}
        onValueChange={typeCode}
        onBlur={leaveCode}
        onKeyDown={(event) => event.key === 'Enter' && void lookUp()}
        error={faultAt(state, 'establishment')}
        action={
          <Button busy={busy} icon="search" onClick={() => void lookUp()}>
            Consultar
          </Button>
        }
      />
      <div role="status">
        {!entry.typed && entry.name !== '' && (
          <EstablishmentFacts
            establishment={entry}
            told={request.establishment?.verified === false && request.establishment.name === entry.name}
          />
        )}
        {entry.typed && (
          <Message tone="info" role="none" title={because === null ? undefined : TYPE_IT[because]}>
            <p>Informe os dados do estabelecimento. Quem analisa verá que foram informados por você.</p>
          </Message>
        )}
      </div>
      {entry.typed && (
        <div className="typed-establishment">
          <TextField
            id={fieldId('establishment', 'name')}
            label="Nome do estabelecimento"
            value={entry.name}
            onChange={(event) => typePart({ name: event.target.value })}
            onBlur={leavePart}
            error={faultAt(state, 'establishment', 'name')}
            autoComplete="organization"
          />
          <Select
            id={fieldId('establishment', 'uf')}
            label="UF"
            placeholder="Selecione"
            options={UFS.map((uf) => ({ value: uf, label: UF_NAMES[uf] }))}
            value={entry.uf}
            onChange={(event) => typePart({ uf: event.target.value })}
            onBlur={leavePart}
            error={faultAt(state, 'establishment', 'uf')}
          />
          <TextField
            id={fieldId('establishment', 'municipality')}
            label="Município"
            value={entry.municipality}
            onChange={(event) => typePart({ municipality: event.target.value })}
            onBlur={leavePart}
            error={faultAt(state, 'establishment', 'municipality')}
            autoComplete="address-level2"
          />
        </div>
      )}
      {entry.by === 'cnes' && !entry.cnpjKnown && (entry.typed || entry.name !== '') && (
        <MaskedField
          id={fieldId('establishment', 'cnpj')}
          label="CNPJ do estabelecimento"
          optional
          help="Informe se o certificado for e-CNPJ: o CNPJ do certificado é comparado com este."
          mask={masks.cnpj}
          inputMode="text"
          autoComplete="off"
          value={entry.cnpj}
          onValueChange={(cnpj) => cnpj !== entry.cnpj && typePart({ cnpj })}
          onBlur={() => (entry.typed ? leavePart() : leaveField(store, 'establishment'))}
          error={faultAt(state, 'establishment', 'cnpj')}
        />
      )}
    </>
  );
}
