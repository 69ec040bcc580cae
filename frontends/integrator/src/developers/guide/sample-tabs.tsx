import { Tabs } from '@portal/ui';
import { CodeBlock } from '../code-block.tsx';
import { atOrigin, SAMPLES, type Sample } from './samples.ts';

interface SampleTabsProps {
  readonly selected: Sample['id'];
  readonly onSelect: (id: Sample['id']) => void;
}

/** The first program, in the language that one chooses. */
export function SampleTabs({ selected, onSelect }: SampleTabsProps) {
  const sample = SAMPLES.find(({ id }) => id === selected);
  if (!sample) return null;
  return (
    <Tabs label="Linguagem do exemplo" tabs={SAMPLES} selected={selected} onSelect={onSelect}>
      <CodeBlock
        title={sample.file}
        code={atOrigin(sample.code, location.origin)}
        what={`o exemplo em ${sample.label}`}
      />
    </Tabs>
  );
}
