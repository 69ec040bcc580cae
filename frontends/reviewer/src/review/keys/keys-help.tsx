import { Button, Checkbox, Dialog } from '@portal/ui';
import { DESK_KEYS } from './desk-keys.ts';

interface KeysHelpProps {
  on: boolean;
  onSwitch: (on: boolean) => void;
  onClose: () => void;
}

/** Every key of the desk, and whether they work at all: who speaks to the computer may not want single letters to act. */
export function KeysHelp({ on, onSwitch, onClose }: KeysHelpProps) {
  return (
    <Dialog
      open
      title="Teclas de atalho"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Fechar
        </Button>
      }
    >
      <Checkbox
        label="Usar teclas de atalho nesta página"
        help="Elas não agem enquanto você digita. A escolha fica guardada neste navegador."
        checked={on}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      <table className="desk-keys">
        <caption className="visually-hidden">O que cada tecla faz</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Tecla</th>
            <th scope="col">O que faz</th>
          </tr>
        </thead>
        <tbody>
          {[...DESK_KEYS, TEMPLATE, CONFIRM, BACK].map(({ key, label }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

/** These work where one writes alone, and are no characters. */
const TEMPLATE = { key: 'Ctrl + .', label: 'Usar um modelo no texto que está sendo escrito' };
const CONFIRM = { key: 'Ctrl + Enter', label: 'Confirmar a decisão que está sendo escrita' };
const BACK = { key: 'Esc', label: 'Voltar da decisão, que fica guardada' };
