import type { EnumDescription } from './enum-description.ts';

/** What of a person's was read by somebody outside their team. */
export const DataReadingKind = {
  ACCESS_REQUEST: 'ACCESS_REQUEST',
  EVIDENCE: 'EVIDENCE',
  MESSAGE_ATTACHMENT: 'MESSAGE_ATTACHMENT',
  CREDENTIAL: 'CREDENTIAL',
} as const;

/** What of a person's was read by somebody outside their team. */
export type DataReadingKind = keyof typeof DataReadingKind;

/** Its words in the API. */
export const DATA_READING_KIND_ENUM: EnumDescription<DataReadingKind> = {
  name: 'DataReadingKind',
  description: 'What was read.',
  valuesConfig: {
    ACCESS_REQUEST: { description: 'The form of a request, with who asked and who answers for the access.' },
    EVIDENCE: { description: 'A file of evidence.' },
    MESSAGE_ATTACHMENT: { description: 'A file that went with a message.' },
    CREDENTIAL: { description: 'A credential, with its certificate.' },
  },
};

/** In words. */
export const DATA_READING_LABELS: Readonly<Record<DataReadingKind, string>> = {
  ACCESS_REQUEST: 'Solicitação',
  EVIDENCE: 'Evidência',
  MESSAGE_ATTACHMENT: 'Anexo de mensagem',
  CREDENTIAL: 'Credencial',
};
