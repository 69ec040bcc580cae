import {
  ACCESS_REQUEST_STATE_LABELS,
  CREDENTIAL_STATE_LABELS,
  ENVIRONMENT_LABELS,
  formatCnpj,
  type SheetCode,
} from '@portal/domain';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';
import type { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import type { Establishment } from '../establishments/establishment.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { AccessRequestEvent } from '../requests/access-request-event.ts';
import type { Submission } from '../requests/content.ts';
import type { ReceiptFacts } from './print-receipt.ts';
import type { SheetFacts } from './print-sheet.ts';

/** What is to be known beside what is printed. */
interface Beside {
  /** Null where the catalogue does not know it any more: its name in addresses then stands for it. */
  portfolio: CataloguePortfolio | null;
  portalUrl: string;
  now: Date;
}

/** What the receipt of a request says: of what was sent, never of what its team works on since. */
export function receiptFacts(
  request: AccessRequest,
  submitted: Submission,
  history: readonly AccessRequestEvent[],
  { portfolio, portalUrl, now }: Beside,
): ReceiptFacts {
  const names = new Map(history.flatMap(({ evidence }) => (evidence ? [[evidence.sha256, evidence.fileName]] : [])));
  return {
    protocol: request.protocol,
    printedAt: now.toISOString(),
    state: ACCESS_REQUEST_STATE_LABELS[request.state].label,
    environment: ENVIRONMENT_LABELS[request.environment],
    portfolio: portfolio?.name ?? request.portfolio,
    services: serviceNames(submitted.services, portfolio),
    establishment: submitted.establishment && establishmentLine(submitted.establishment),
    childEstablishments: submitted.childEstablishments.length,
    system: submitted.system.name,
    certificateSha256: submitted.certificate?.sha256 ?? null,
    submissions: history
      .filter(({ action }) => action === 'SUBMIT')
      .map(({ at, actor }) => ({ at: at.toISOString(), by: actor })),
    files: submitted.evidence.map(({ sha256 }) => ({ sha256, name: names.get(sha256) ?? 'Arquivo' })),
    url: `${portalUrl}/solicitacoes/${request.id}`,
  };
}

/** What the sheet of a credential says. */
export function sheetFacts(credential: Credential, code: SheetCode, { portfolio, portalUrl, now }: Beside): SheetFacts {
  return {
    code,
    printedAt: now.toISOString(),
    state: CREDENTIAL_STATE_LABELS[stateAt(credential, now)].label,
    requesterIdentifier: credential.requesterIdentifier,
    environment: ENVIRONMENT_LABELS[credential.environment],
    portfolio: portfolio?.name ?? credential.portfolio,
    services: serviceNames(credential.services, portfolio),
    establishment: establishmentLine(credential.establishment),
    system: credential.system.name,
    certificateSha256: credential.certificate?.sha256 ?? null,
    issuedAt: credential.issuedAt.toISOString(),
    expiresAt: credential.expiresAt.toISOString(),
    url: `${portalUrl}/conferir/${code}`,
  };
}

function serviceNames(slugs: readonly string[], portfolio: CataloguePortfolio | null): string[] {
  return slugs.map((slug) => portfolio?.services.find((service) => service.slug === slug)?.name ?? slug);
}

function establishmentLine({ name, cnes, cnpj, municipality, uf }: Establishment): string {
  const numbers = [cnes && `CNES ${cnes}`, cnpj && `CNPJ ${formatCnpj(cnpj)}`].filter(Boolean);
  return [name, ...numbers, `${municipality} – ${uf}`].join(', ');
}
