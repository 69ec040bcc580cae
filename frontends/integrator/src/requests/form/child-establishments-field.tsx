import { Button, IconButton, TextField } from '@portal/ui';
import { useState } from 'react';
import { useClient } from 'urql';
import { AskedHere } from './asked-here.tsx';
import { childFault, readCodes, writeCode } from './child-establishments.ts';
import { fieldId, useForm } from './form-context.ts';
import { lookUpEstablishment } from './look-up.ts';

/** So many look-ups are under way at once. */
const AT_ONCE = 4;

/** The establishments that use the system under the main one. */
export function ChildEstablishmentsField() {
  const { store, state, request } = useForm();
  const client = useClient();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map());
  const children = state.values.childEstablishments;
  const main = state.values.establishment;
  const refused = (state.faults.childEstablishments ?? []).map((fault) => fault.message);
  const told = [...new Set([...faults, ...refused])];

  function nameOf(code: string): string {
    const held = request.childEstablishments.find((child) => child.cnes === code || child.cnpj === code);
    return found.get(code) ?? (held === undefined ? '' : `${held.name}, ${held.municipality} – ${held.uf}`);
  }

  async function add(): Promise<void> {
    const read = readCodes(text, main, children);
    const problems = [...read.faults];
    const added: string[] = [];
    const names = new Map(found);
    const waiting = [...read.codes];
    async function work(): Promise<void> {
      for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) {
        const answer = await lookUpEstablishment(client, code.length === 7 ? 'cnes' : 'cnpj', code);
        const fault = childFault(code, answer, main);
        if (fault !== undefined) problems.push(fault);
        else added.push(code);
        if (answer.outcome !== 'FOUND') continue;
        const { name, municipality, uf } = answer.establishment;
        names.set(code, `${name}, ${municipality} – ${uf}`);
      }
    }
    setBusy(true);
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setBusy(false);
    setFound(names);
    setFaults(problems);
    const inOrder = read.codes.filter((code) => added.includes(code));
    if (inOrder.length > 0) {
      const present = store.state().values.childEstablishments;
      store.choose('childEstablishments', [...present, ...inOrder]);
    }
    setText(problems.length === 0 ? '' : text);
  }

  return (
    <>
      <AskedHere name="childEstablishments" />
      <TextField
        id={fieldId('childEstablishments')}
        label="Estabelecimentos filhos"
        optional
        help="CNES ou CNPJ das unidades que também vão usar o sistema, na mesma UF. Você pode colar vários de uma vez."
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void add();
        }}
        error={told.length === 0 ? undefined : told.map((fault) => <span key={fault}>{fault}</span>)}
        autoComplete="off"
        action={
          <Button busy={busy} icon="add" onClick={() => void add()}>
            Adicionar
          </Button>
        }
      />
      {children.length > 0 && (
        <ul className="child-establishments" aria-label="Unidades adicionadas">
          {children.map((code) => (
            <li key={code}>
              <span>
                <strong>{writeCode(code)}</strong> {nameOf(code)}
              </span>
              <IconButton
                icon="remove"
                size="small"
                label={`Remover o estabelecimento ${writeCode(code)}`}
                onClick={() => {
                  const rest = children.filter((other) => other !== code);
                  store.choose('childEstablishments', rest);
                  document.getElementById(fieldId('childEstablishments'))?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
