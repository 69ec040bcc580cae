import { Button, CheckboxGroup, Dropdown, Icon } from '@portal/ui';
import { COLUMN_LABELS, QUEUE_COLUMNS, type QueueColumn, USUAL_COLUMNS } from './queue-columns.ts';

interface ColumnChooserProps {
  chosen: readonly QueueColumn[];
  onChoose: (columns: readonly QueueColumn[]) => void;
}

const OPTIONS = QUEUE_COLUMNS.map((value) => ({ value, label: COLUMN_LABELS[value] }));

/** Which columns the queue shows; kept for the person in this browser. */
export function ColumnChooser({ chosen, onChoose }: ColumnChooserProps) {
  return (
    <Dropdown
      className="queue-more"
      label={
        <>
          <Icon name="checklist" />
          Colunas
        </>
      }
    >
      <CheckboxGroup legend="Colunas da fila" options={OPTIONS} value={chosen} onChange={onChoose} />
      <Button size="small" onClick={() => onChoose(USUAL_COLUMNS)}>
        Voltar às de costume
      </Button>
    </Dropdown>
  );
}
