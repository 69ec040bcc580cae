import { EvidenceRefusal } from '../evidence/refusal.ts';

/** Unknown, given up, over, or another person's. */
export function uploadNotFound(): EvidenceRefusal {
  const detail =
    'Não encontramos este envio. Ele pode ter terminado ou ficado parado por mais de um dia. Envie de novo.';
  return new EvidenceRefusal(404, 'NOT_FOUND', 'Envio não encontrado', detail);
}

/** The file does not go on at this place. */
export function wrongOffset(): EvidenceRefusal {
  const detail = 'O arquivo não continua neste ponto. Pergunte até onde ele chegou e continue dali.';
  return new EvidenceRefusal(409, 'CONFLICT', 'Envio fora de ordem', detail);
}

/** More came than was announced. */
export function longerThanSaid(): EvidenceRefusal {
  const detail = 'Chegaram mais bytes do que o tamanho informado. Envie o arquivo de novo.';
  return new EvidenceRefusal(422, 'INVALID', 'Envio fora do tamanho', detail);
}

/** Not all of it came yet. */
export function notWhole(): EvidenceRefusal {
  const detail = 'O arquivo ainda não chegou inteiro. Continue o envio e termine depois.';
  return new EvidenceRefusal(409, 'CONFLICT', 'Envio incompleto', detail);
}

/** Given up, it would be there all the same. */
export function over(): EvidenceRefusal {
  const detail = 'O envio já terminou, e não pode mais ser cancelado.';
  return new EvidenceRefusal(409, 'CONFLICT', 'Envio terminado', detail);
}

/** Nobody's line is lost so often. No CONFLICT, after which a sender would ask how far it is and begin anew. */
export function tooManyParts(): EvidenceRefusal {
  const detail = 'O arquivo chegou em partes demais, e o envio foi cancelado. Envie de novo.';
  return new EvidenceRefusal(422, 'INVALID', 'Partes demais', detail);
}

/** Each is kept for a day. */
export function tooManyUnfinished(most: number): EvidenceRefusal {
  const detail = `Há ${most} envios seus começados e não terminados. Continue-os, cancele-os ou tente de novo amanhã.`;
  return new EvidenceRefusal(409, 'CONFLICT', 'Envios demais em andamento', detail);
}

/** What the protocol asks for is not there, or not as it says. */
export function badUpload(detail: string): EvidenceRefusal {
  return new EvidenceRefusal(422, 'INVALID', 'Envio fora do formato', detail);
}

/** Not the bytes of a file from some place on. */
export function notAPiece(): EvidenceRefusal {
  const detail = 'Envie os bytes do arquivo em application/offset+octet-stream.';
  return new EvidenceRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Envio fora do formato', detail);
}

/** It is not said that it goes by the version of the protocol that is spoken here. */
export function otherVersion(): EvidenceRefusal {
  const detail = 'O envio em partes segue o tus 1.0.0: diga-o em Tus-Resumable.';
  return new EvidenceRefusal(412, 'INVALID', 'Outra versão do protocolo', detail);
}
