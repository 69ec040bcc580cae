import { Button, VisuallyHidden } from '@portal/ui';

interface ItemButtonsProps {
  /** What the item is called, for those who cannot see where the buttons stand. */
  name: string;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  /** Undefined of what has to stay. */
  onRemove: (() => void) | undefined;
}

/** Moves an item of a list, or takes it out of what is being written. */
export function ItemButtons({ name, onUp, onDown, onRemove }: ItemButtonsProps) {
  const of = <VisuallyHidden> {name}</VisuallyHidden>;
  return (
    <div className="button-row">
      <Button size="small" variant="tertiary" icon="up" disabled={!onUp} onClick={onUp}>
        Subir{of}
      </Button>
      <Button size="small" variant="tertiary" icon="down" disabled={!onDown} onClick={onDown}>
        Descer{of}
      </Button>
      {onRemove && (
        <Button size="small" variant="tertiary" icon="remove" danger onClick={onRemove}>
          Retirar{of}
        </Button>
      )}
    </div>
  );
}
