import { ENVIRONMENT_LABELS, Environment, FIXED_REASONS, LIMITS, type ReviewReason } from '@portal/domain';
import { Button, CheckboxGroup, Message, TextField } from '@portal/ui';
import { moved, withChanged, without } from '../items/editor.ts';
import { ItemButtons } from '../items/item-buttons.tsx';
import { ItemDisclosure } from '../items/item-disclosure.tsx';
import { useItemList } from '../items/use-item-list.ts';

const ENVIRONMENTS = Object.values(Environment).map((value) => ({ value, label: ENVIRONMENT_LABELS[value] }));
const NONE: ReviewReason = { code: '', label: '', environments: Object.values(Environment) };

interface ReasonsEditorProps {
  readonly id: string;
  readonly value: readonly ReviewReason[];
  readonly error: string | undefined;
  readonly onChange: (reasons: readonly ReviewReason[]) => void;
}

/** The reasons that reviewers choose from, in the order in which they see them. */
export function ReasonsEditor({ id, value, error, onChange }: ReasonsEditorProps) {
  const items = useItemList(value.length);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= value.length) return undefined;
    return () => {
      items.move(from, to);
      onChange(moved(value, from, to));
    };
  };
  return (
    <fieldset className="rules-part" id={id} tabIndex={-1}>
      <legend>Motivos</legend>
      {error && <Message tone="danger">{error}</Message>}
      <ol className="content-items" ref={items.list}>
        {value.map((reason, place) => {
          const { code, label, environments } = reason;
          const isFixed = FIXED_REASONS.includes(code);
          const name = label.trim() === '' ? `motivo ${place + 1}` : label;
          const change = (to: Partial<ReviewReason>) => onChange(withChanged(value, place, to));
          return (
            <li key={items.keys[place]}>
              <ItemDisclosure summary={`${place + 1}. ${name}`} needed={code === '' || label === ''}>
                <TextField
                  label="Texto"
                  help="Como quem analisa o escolhe e o integrador o lê."
                  maxLength={LIMITS.reviewReasonLabel.max}
                  value={label}
                  onChange={({ target }) => change({ label: target.value })}
                />
                {isFixed ? (
                  <p className="field-help">
                    Código {code}, nos dois ambientes. Regras do Portal dependem deste motivo: o texto pode mudar, ele
                    não sai.
                  </p>
                ) : (
                  <>
                    <TextField
                      label="Código"
                      help="Para programas: maiúsculas sem acento, números e sublinhados. Trocar o código é retirar este motivo e criar outro."
                      value={code}
                      onChange={({ target }) => change({ code: target.value.toUpperCase() })}
                    />
                    <CheckboxGroup
                      legend="Em que ambientes vale"
                      options={ENVIRONMENTS}
                      value={[...environments]}
                      onChange={(chosen) => change({ environments: chosen as Environment[] })}
                    />
                  </>
                )}
                <ItemButtons
                  name={name}
                  onUp={move(place, place - 1)}
                  onDown={move(place, place + 1)}
                  onRemove={
                    isFixed
                      ? undefined
                      : () => {
                          items.remove(place);
                          onChange(without(value, place));
                        }
                  }
                />
              </ItemDisclosure>
            </li>
          );
        })}
      </ol>
      {value.length < LIMITS.reviewReasons.max && (
        <Button icon="add" size="small" onClick={() => onChange([...value, NONE])}>
          Acrescentar motivo
        </Button>
      )}
    </fieldset>
  );
}
