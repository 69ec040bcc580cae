import { CERTIFICATE_MAX_BYTES } from '@portal/domain';

/** Why no certificate comes out of a file, by what its owner is to do about it; each in a sentence of its own. */
export const CERTIFICATE_FILE_MESSAGES = {
  NOT_A_CERTIFICATE: 'Este arquivo não é um certificado.',
  TOO_LARGE: `O arquivo é grande demais para ser um certificado. O limite é ${CERTIFICATE_MAX_BYTES / 1000} kB.`,
  PASSWORD_NEEDED: 'Informe a senha do arquivo.',
  WRONG_PASSWORD: 'Senha incorreta.',
  DAMAGED: 'O arquivo está danificado ou incompleto. Exporte o certificado de novo.',
  UNKNOWN_PROTECTION:
    'O arquivo está protegido de um modo que não é lido aqui. Exporte-o de novo com AES-256, ou só o certificado (CER ou PEM).',
  TOO_MUCH_WORK: 'Abrir este arquivo levaria tempo demais. Exporte o certificado de novo, ou só ele (CER ou PEM).',
  NO_CERTIFICATE: 'Não há certificado neste arquivo. Exporte-o junto com a chave, ou só ele (CER ou PEM).',
  PRIVATE_KEY: 'Não envie a chave privada. Envie só o certificado público, em PEM.',
} as const;

/** The machine's word for it. */
export type CertificateFileFault = keyof typeof CERTIFICATE_FILE_MESSAGES;

/** No certificate comes out of this file; the message is for people. */
export class CertificateFileError extends Error {
  override readonly name = 'CertificateFileError';
  readonly code: CertificateFileFault;

  constructor(code: CertificateFileFault, options?: ErrorOptions) {
    super(CERTIFICATE_FILE_MESSAGES[code], options);
    this.code = code;
  }
}
