import { useRead } from '@portal/console';
import { Button, Select } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DocumentExamples } from './validation.documents.ts';
import { EXAMPLE_PARAMETER } from './validator-address.ts';

interface ExamplePickerProps {
  readonly onPick: (example: { name: string; text: string }) => void;
}

/** A document to begin from, while there is none; the one that the address names is there at once. */
export function ExamplePicker({ onPick }: ExamplePickerProps) {
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get(EXAMPLE_PARAMETER);
  const { value: kinds } = useRead({
    query: DocumentExamples,
    requestPolicy: 'cache-first',
    pick: (data) => data.documentKinds,
  });
  const [code, setCode] = useState('');
  const examples = (kinds ?? []).flatMap(({ code: kind, example }) => (example ? [{ kind, example }] : []));
  const latest = useRef(onPick);
  useEffect(() => {
    latest.current = onPick;
  });

  const asked = examples.find(({ kind }) => kind === named);
  useEffect(() => {
    if (!asked) return;
    // Whoever comes back finds the page empty, as it is left.
    setParameters({}, { replace: true });
    latest.current({ name: asked.kind, text: asked.example });
  }, [asked, setParameters]);

  const chosen = examples.find(({ kind }) => kind === code);
  if (examples.length === 0) return null;
  return (
    <div className="example-picker">
      <Select
        label="Começar de um exemplo"
        placeholder="Escolha um tipo"
        className="narrow-field"
        options={examples.map(({ kind }) => ({ value: kind, label: kind }))}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button disabled={!chosen} onClick={() => chosen && onPick({ name: chosen.kind, text: chosen.example })}>
        Usar este exemplo
      </Button>
    </div>
  );
}
