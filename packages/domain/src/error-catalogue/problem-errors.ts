import type { ProblemCode } from '../problem-code.ts';
import type { ErrorWords } from './error-words.ts';

/** Every code in `problems` of a mutation's payload: what a person can mend. */
export const PROBLEM_ERRORS: Readonly<Record<ProblemCode, ErrorWords>> = {
  REQUIRED: {
    meaning: 'Falta um valor. O path diz qual.',
    mend: 'Preencha o campo do path e envie de novo.',
  },
  INVALID: {
    meaning: 'Um valor não serve. O path diz qual e a mensagem diz por quê.',
    mend: 'Mostre a mensagem a quem preencheu: ela foi escrita para pessoas.',
  },
  NOT_FOUND: {
    meaning: 'O id não existe, está malformado ou é de outra pessoa.',
    mend: 'Confira o id e de quem é o token.',
  },
  CONFLICT: {
    meaning: 'O pedido contradiz o que já existe, como uma idempotencyKey usada para outra coisa.',
    mend: 'Use uma idempotencyKey nova para cada pedido diferente.',
  },
  STALE_VERSION: {
    meaning: 'A solicitação mudou depois que você a leu.',
    mend: 'A resposta traz como ela está agora: decida de novo e repita com a version nova.',
  },
  NOT_ALLOWED: {
    meaning: 'Isso não pode ser feito neste estado, por esta pessoa ou com esta conta.',
    mend: 'Consulte allowedActions antes de agir.',
  },
  DUPLICATE: {
    meaning: 'Já há uma solicitação aberta para este sistema, portfólio e ambiente.',
    mend: 'A resposta traz a que está aberta, quando há uma: continue nela ou cancele-a.',
  },
  EXPIRED: {
    meaning: 'Um arquivo anexado não vale mais, como um relatório de conformidade vencido. O path diz qual.',
    mend: 'Emita e anexe um relatório novo, ou só remova o arquivo do path, e envie de novo.',
  },
  TOO_LARGE: {
    meaning: 'Passa do tamanho ou da quantidade permitida.',
    mend: 'A mensagem diz o limite.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'O arquivo é de um tipo que não é aceito.',
    mend: 'Envie um PDF ou PNG.',
  },
};
