/** What the program ends with: the outcomes of what is waited for or judged, and the numbers of sysexits.h. */
export const EXIT = {
  OK: 0,
  /** `requests wait`: rejected or cancelled. `webhooks test`: it did not arrive. `validate`: something is to be mended. `conformance`: something failed. `verify`: it was changed, or its time stamp does not hold. */
  REFUSED: 1,
  /** `requests wait`: changes were asked for. */
  CHANGES_REQUESTED: 2,
  /** `conformance`: something that is required is left. */
  INCOMPLETE: 2,
  /** `verify`: it is no report. */
  UNUSABLE: 2,
  /** `validate`: a document could not be judged. */
  NOT_JUDGED: 3,
  /** `conformance`: the environment failed. */
  INCONCLUSIVE: 3,
  /** The command line is wrong. */
  USAGE: 64,
  /** The portal refused what was sent, for reasons that a person can mend. */
  PROBLEMS: 65,
  /** There is no such request, credential, webhook or file. */
  NOT_FOUND: 66,
  /** The portal could not be reached, has no time, or the budget is spent. */
  UNAVAILABLE: 69,
  /** The portal failed, or this program did. */
  INTERNAL: 70,
  /** Nobody logged in, a token or credential that is not good, or one that may not do this. */
  NO_PERMISSION: 77,
  /** `requests wait`, `conformance wait`: nothing was decided in time, as timeout(1) says it. */
  TIMEOUT: 124,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each means, for --help and the README. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.OK, 'feito; em "requests wait": solicitação aprovada'],
  [
    EXIT.REFUSED,
    '"requests wait": solicitação não aprovada ou cancelada; "webhooks test": o teste não chegou; "validate": há o que corrigir; "conformance": algo reprovou; "verify": foi alterado, ou o carimbo do tempo não vale',
  ],
  [
    EXIT.CHANGES_REQUESTED,
    '"requests wait": ajustes solicitados; "conformance": falta algo; "verify": não é um relatório',
  ],
  [EXIT.NOT_JUDGED, '"validate": um documento não pôde ser julgado; "conformance": inconclusivo por falha do ambiente'],
  [EXIT.USAGE, 'comando, argumento ou opção errada'],
  [EXIT.PROBLEMS, 'o portal recusou o que foi enviado; a mensagem diz o que corrigir'],
  [EXIT.NOT_FOUND, 'solicitação, credencial, webhook ou arquivo não encontrado'],
  [EXIT.UNAVAILABLE, 'portal fora de alcance ou ocupado, ou limite de consultas esgotado'],
  [EXIT.INTERNAL, 'erro inesperado'],
  [EXIT.NO_PERMISSION, 'sem token ou credencial, ou recusados, ou sem permissão'],
  [EXIT.TIMEOUT, '"requests wait", "conformance wait": o tempo de --timeout acabou'],
];
