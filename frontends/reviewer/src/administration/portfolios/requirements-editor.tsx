import { ENVIRONMENT_LABELS, type Environment } from '@portal/domain';
import type { RequirementContentInput } from '@portal/schema/types';
import { Button, Checkbox, TextArea, TextField } from '@portal/ui';
import { type FieldPaths, moved, withChanged, without } from '../items/editor.ts';
import { ItemButtons } from '../items/item-buttons.tsx';
import { ItemDisclosure } from '../items/item-disclosure.tsx';
import { useItemList } from '../items/use-item-list.ts';

interface RequirementsEditorProps extends FieldPaths {
  environment: Environment;
  /** Of all environments; those of others stay as they are. */
  requirements: readonly RequirementContentInput[];
  onChange: (requirements: RequirementContentInput[]) => void;
}

/** What is checked in an environment, in the order of the checklist. */
export function RequirementsEditor(props: RequirementsEditorProps) {
  const { environment, requirements, onChange, idOf, errorAt } = props;
  const places = requirements.flatMap((one, place) => (one.environment === environment ? [place] : []));
  const items = useItemList(places.length);
  const change = (place: number, to: Partial<RequirementContentInput>) =>
    onChange(withChanged(requirements, place, to));
  /** Past those of other environments that may stand between. */
  const move = (index: number, to: number) => {
    const [from, other] = [places[index], places[to]];
    if (from === undefined || other === undefined) return undefined;
    return () => {
      items.move(index, to);
      onChange(moved(requirements, from, other));
    };
  };
  const none = { environment, code: '', description: '', guidance: null, provenByReport: false };
  return (
    <section aria-label={`Requisitos de ${ENVIRONMENT_LABELS[environment].toLowerCase()}`}>
      <h3>{ENVIRONMENT_LABELS[environment]}</h3>
      <ol className="content-items" ref={items.list}>
        {places.map((place, index) => {
          const requirement = requirements[place] ?? none;
          const { code, description, guidance, provenByReport } = requirement;
          const path = `requirements.${place}`;
          const name = code === '' ? `requisito ${index + 1}` : code;
          return (
            <li key={items.keys[index]}>
              <ItemDisclosure summary={`${name}: ${description}`} needed={code === '' || errorAt(path) !== undefined}>
                <TextField
                  id={idOf(`${path}.code`)}
                  label="Código"
                  help="Maiúsculas sem acento, números e sublinhados. Trocar o código é retirar este requisito e criar outro."
                  value={code}
                  error={errorAt(`${path}.code`)}
                  onChange={({ target }) => change(place, { code: target.value })}
                />
                <TextArea
                  id={idOf(`${path}.description`)}
                  label="O que deve ser mostrado"
                  rows={2}
                  value={description}
                  error={errorAt(`${path}.description`)}
                  onChange={({ target }) => change(place, { description: target.value })}
                />
                <TextArea
                  id={idOf(`${path}.guidance`)}
                  label="Como mostrar"
                  optional
                  rows={2}
                  value={guidance ?? ''}
                  error={errorAt(`${path}.guidance`)}
                  onChange={({ target }) => change(place, { guidance: target.value })}
                />
                <Checkbox
                  label="Um relatório de conformidade comprova este requisito"
                  checked={provenByReport}
                  onChange={({ target }) => change(place, { provenByReport: target.checked })}
                />
                <ItemButtons
                  name={name}
                  onUp={move(index, index - 1)}
                  onDown={move(index, index + 1)}
                  onRemove={() => {
                    items.remove(index);
                    onChange(without(requirements, place));
                  }}
                />
              </ItemDisclosure>
            </li>
          );
        })}
      </ol>
      <Button icon="add" size="small" onClick={() => onChange([...requirements, none])}>
        Acrescentar requisito de {ENVIRONMENT_LABELS[environment].toLowerCase()}
      </Button>
    </section>
  );
}
