import { EVIDENCE_EMPTY, EVIDENCE_TOO_MANY, EVIDENCE_WRONG_TYPE, type HttpErrorCode } from '@portal/domain';
import type { ProblemDetails } from '@portal/service-kit';

/** What to do about a file that the antivirus refused. */
export const AFTER_REFUSAL = 'Passe o antivírus no computador de onde ele veio e anexe outro.';

/** Why evidence was not taken or cannot be given: thrown by the acts, answered as problem+json. */
export class EvidenceRefusal extends Error implements ProblemDetails {
  readonly status: number;
  readonly code: HttpErrorCode;
  readonly title: string;
  readonly detail: string;

  constructor(status: number, code: HttpErrorCode, title: string, detail: string) {
    super(code);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
  }

  override get name() {
    return 'EvidenceRefusal';
  }
}

/** Unknown, or not theirs to know. */
export function requestNotFound(): EvidenceRefusal {
  return new EvidenceRefusal(
    404,
    'NOT_FOUND',
    'Solicitação não encontrada',
    'Não encontramos esta solicitação. Ela pode ser de outra equipe.',
  );
}

/** Unknown, erased, or not theirs to know. */
export function evidenceNotFound(): EvidenceRefusal {
  return new EvidenceRefusal(
    404,
    'NOT_FOUND',
    'Evidência não encontrada',
    'Não encontramos este arquivo. Ele pode ter sido removido ou ser de outra pessoa.',
  );
}

/** Neither a draft nor back for changes. */
export function notEditable(): EvidenceRefusal {
  return new EvidenceRefusal(
    409,
    'NOT_ALLOWED',
    'Solicitação já enviada',
    'Você só pode anexar evidências enquanto a solicitação é um rascunho ou quando há ajustes solicitados.',
  );
}

/** The request has as many as it may have. */
export function tooMany(): EvidenceRefusal {
  return new EvidenceRefusal(409, 'CONFLICT', 'Limite de arquivos', EVIDENCE_TOO_MANY);
}

/** So many were attached and taken away again that its history takes no more. */
export function tooOften(): EvidenceRefusal {
  const detail = 'Esta solicitação já teve arquivos demais anexados e removidos. Cancele-a e comece outra.';
  return new EvidenceRefusal(409, 'CONFLICT', 'Limite de arquivos', detail);
}

/** Told while it is read: how much more would have come is not known. */
export function tooLarge(fileName: string): EvidenceRefusal {
  const detail = `${fileName} tem mais de 10 MB. O limite é 10 MB por arquivo.`;
  return new EvidenceRefusal(413, 'TOO_LARGE', 'Arquivo grande demais', detail);
}

/** By its bytes, whatever its name says. */
export function wrongType(): EvidenceRefusal {
  return new EvidenceRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Tipo de arquivo não aceito', EVIDENCE_WRONG_TYPE);
}

/** A PDF or PNG by its first bytes that is not whole, or that no viewer shows. */
export function brokenFile(detail: string): EvidenceRefusal {
  return new EvidenceRefusal(422, 'INVALID', 'Arquivo danificado', detail);
}

/** The antivirus found something in it. */
export function infectedFile(fileName: string): EvidenceRefusal {
  const detail = `${fileName}: o antivírus recusou este arquivo, que já foi apagado. ${AFTER_REFUSAL}`;
  return new EvidenceRefusal(422, 'INVALID', 'Arquivo recusado por segurança', detail);
}

/** Not one byte. */
export function emptyFile(): EvidenceRefusal {
  return new EvidenceRefusal(422, 'INVALID', 'Arquivo vazio', EVIDENCE_EMPTY);
}

/** The form has no part `file`. */
export function missingFile(): EvidenceRefusal {
  return new EvidenceRefusal(422, 'REQUIRED', 'Arquivo ausente', 'Escolha um arquivo para anexar.');
}

/** The form has more than one file. */
export function severalFiles(): EvidenceRefusal {
  return new EvidenceRefusal(422, 'INVALID', 'Mais de um arquivo', 'Envie um arquivo de cada vez.');
}

/** Not multipart/form-data, or cut off. */
export function unreadableForm(): EvidenceRefusal {
  return new EvidenceRefusal(
    422,
    'INVALID',
    'Envio incompleto',
    'O envio não pode ser lido. Envie o arquivo de novo, em multipart/form-data.',
  );
}

/** The portfolio has no such requirement in this environment. */
export function unknownRequirement(): EvidenceRefusal {
  return new EvidenceRefusal(
    422,
    'INVALID',
    'Requisito desconhecido',
    'Um dos requisitos indicados não existe neste portfólio e ambiente.',
  );
}
