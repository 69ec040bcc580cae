import { readFile } from 'node:fs/promises';
import { DEFAULT_OVERLAP_DAYS, formatDate, formatDateTime, LIMITS } from '@portal/domain';
import { ChangeCredentialCertificateDocument, CredentialCertificateDocument } from '../gql/graphql.ts';
import { unwrap } from '../unwrap.ts';
import type { Command } from './command.ts';
import { NotFound, UsageError } from './command-errors.ts';
import { EXIT } from './exit-code.ts';
import { CREDENTIAL_NAMES, findCredential } from './find-credential.ts';
import { wholeNumber } from './list-options.ts';
import { sentOnce } from './sent-once.ts';

export const credentialsChangeCertificate: Command = {
  name: 'credentials change-certificate',
  positionals: ['<credencial>', '<arquivo.pem>'],
  summary: 'Troca o certificado de uma credencial por outro do mesmo titular.',
  details: [
    CREDENTIAL_NAMES,
    'O arquivo traz só o certificado público e, se houver, os das autoridades, em PEM. De um PFX, ele sai com',
    'openssl pkcs12 -in arquivo.pfx -nokeys -out certificado.pem. O novo vale na hora; o anterior continua valendo por',
    '--overlap-days, nunca além do próprio fim.',
  ].join('\n'),
  examples: [
    'portal credentials change-certificate 1000123 certificado.pem',
    'portal credentials change-certificate 1000123 certificado.pem --overlap-days 0   # a chave anterior vazou',
  ],
  options: {
    'overlap-days': {
      type: 'string',
      value: 'dias',
      help: `por quantos dias o certificado anterior ainda vale, ${LIMITS.overlapDays.min} a ${LIMITS.overlapDays.max}; ${DEFAULT_OVERLAP_DAYS} se ausente`,
    },
  },
  async run({ terminal, session, option, positionals: [named = '', path = ''] }) {
    const overlapDays = wholeNumber(
      option('overlap-days') ?? String(DEFAULT_OVERLAP_DAYS),
      'overlap-days',
      LIMITS.overlapDays,
    );
    const certificatePem = await readPublic(path);
    const { portal } = await session();
    const { id } = await findCredential(portal, named);
    const { credential: held } = await portal.request(CredentialCertificateDocument, { id });
    const { changeCredentialCertificate } = await portal.request(ChangeCredentialCertificateDocument, {
      id,
      certificatePem,
      // One without a certificate is refused with the reason, whatever is said of it.
      currentSha256: held?.certificate?.sha256 ?? '',
      overlapDays,
      ...sentOnce(),
    });
    const { credential } = unwrap(changeCredentialCertificate);
    terminal.result(
      credential,
      () => `Certificado trocado. A credencial vale até ${formatDate(credential.expiresAt)}.`,
    );
    if (credential.previousCertificateExpiresAt) {
      terminal.note(`O certificado anterior vale até ${formatDateTime(credential.previousCertificateExpiresAt)}.`);
    }
    return EXIT.OK;
  },
};

/** A private key is not sent, though the Portal would refuse it. */
async function readPublic(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new NotFound(`O arquivo ${path} não pôde ser lido.`);
  });
  if (text.includes('PRIVATE KEY')) {
    throw new UsageError(`${path} traz uma chave privada. Envie só o certificado: nada foi enviado.`);
  }
  return text;
}
