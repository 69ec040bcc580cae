import { ACCESS_REQUEST_ACTION_LABELS, VERDICT_LABELS } from '@portal/domain';
import type { Decision } from '../decision/decision-draft.ts';

/** A key of the desk: it presses the button that is there for the same, so that none is without one. */
export interface DeskKey {
  /** As it is written in the help and announced at its button. */
  key: string;
  /** As tinykeys binds it. */
  binding: string;
  label: string;
  /** Finds its button. */
  button: string;
}

/** The key of each decision. */
export const DECISION_KEYS: Record<Decision, string> = { APPROVE: 'a', REQUEST_CHANGES: 's', REJECT: 'n' };

const CURRENT = '.checklist > [aria-current]';

/** The button of a key that the desk itself shows: it carries the key as `data-key`. */
function own(key: string, label: string, binding = key): DeskKey {
  return { key, binding, label, button: `[data-key="${key}"]` };
}

function verdict(key: string, value: keyof typeof VERDICT_LABELS): DeskKey {
  return {
    key,
    binding: key,
    label: `${VERDICT_LABELS[value]}, no requisito atual`,
    button: `${CURRENT} input[value="${value}"]`,
  };
}

function file(key: string, label: string): DeskKey {
  return { key, binding: key, label, button: `.review-desk .evidence-toolbar [aria-keyshortcuts="${key}"]` };
}

/** Every key of the desk, in the order of the help. */
export const DESK_KEYS: readonly DeskKey[] = [
  own('j', 'Próximo requisito'),
  own('k', 'Requisito anterior'),
  verdict('1', 'PROVEN'),
  verdict('2', 'MISSING'),
  verdict('3', 'DOUBTFUL'),
  file('[', 'Arquivo anterior'),
  file(']', 'Próximo arquivo'),
  ...(Object.keys(DECISION_KEYS) as Decision[]).map((decision) =>
    own(DECISION_KEYS[decision], ACCESS_REQUEST_ACTION_LABELS[decision]),
  ),
  own('c', 'Assumir'),
  own('z', 'Desfazer a decisão, enquanto ela não foi enviada'),
  own('m', 'Mensagens'),
  own('p', 'Assumir e abrir a próxima'),
  own('x', 'Pular para a próxima, sem assumir'),
  // Keyboards differ in how one gets it.
  own('?', 'Teclas de atalho', '[Shift]+?'),
];
