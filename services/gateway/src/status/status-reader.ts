import { json } from 'node:stream/consumers';
import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AnnouncedMaintenance,
  formatDateTime,
  type PartState,
  PORTAL_PART_LABELS,
  PortalPart,
  type PortalStatus,
  whenOf,
} from '@portal/domain';
import { clockAgrees } from '@portal/service-kit/database';
import { ANONYMOUS } from '@portal/service-kit/identity';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ServiceFiles } from '../evidence/service-files.ts';
import { subgraphsSeen } from '../readiness.ts';
import type { Issuer } from '../sign-in/issuer.ts';

/** So long may a service take to tell of itself, and so long is what was told good for everybody. */
const WITHIN_MS = 2_000;
export const GOOD_FOR_MS = 15_000;

/** Of the gateway's own, and what stands behind it. */
export interface StatusParts {
  orm: MikroORM;
  issuer: Issuer;
  files: ServiceFiles;
  reports: ServiceFiles;
  subgraphs: Record<string, string>;
  now: Clock;
}

const state = z.enum(['WORKING', 'DISTURBED', 'NOT_USED']);
const announced = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  parts: z.array(z.enum(PortalPart)),
  text: z.string(),
});
const ofCredentials = z.object({
  mail: state,
  webhooks: state,
  // Not told by what is older than it.
  maintenance: z.array(announced).default([]),
});
const ofHomologation = z.object({ hosts: state });

/** Tells how the portal is; it is looked at once in a while at most, however many ask. */
export class StatusReader {
  private told: { at: number; status: Promise<PortalStatus> } | undefined;
  /** What credentials said last: under maintenance it may be silent itself. */
  private announced: AnnouncedMaintenance[] = [];

  constructor(private readonly parts: StatusParts) {}

  read(): Promise<PortalStatus> {
    const at = performance.now();
    if (!this.told || at - this.told.at > GOOD_FOR_MS) this.told = { at, status: this.look() };
    return this.told.status;
  }

  private async look(): Promise<PortalStatus> {
    const { orm, issuer, files, reports, subgraphs, now } = this.parts;
    const [database, signsIn, seen, credentials, homologation] = await Promise.all([
      within(clockAgrees(orm)).then(
        () => true,
        () => false,
      ),
      issuer.answers(AbortSignal.timeout(WITHIN_MS)),
      subgraphsSeen(subgraphs),
      ask(files, ofCredentials),
      ask(reports, ofHomologation),
    ]);
    if (typeof credentials === 'object') this.announced = credentials.maintenance;
    const maintenance = this.announced.filter((one) => whenOf(one, now()) !== 'OVER');
    const behind = [seen.catalogue, seen.credentials].filter((one) => one === 'ready').length;
    const states: Record<PortalPart, Seen> = {
      CONSOLE: database && signsIn ? 'WORKING' : 'DISTURBED',
      API: database ? (['DOWN', 'DISTURBED', 'WORKING'] as const)[behind as 0 | 1 | 2] : 'DOWN',
      HOMOLOGATION: seenOf('hosts', homologation, seen.homologation),
      MAIL: seenOf('mail', credentials, seen.credentials),
      WEBHOOKS: seenOf('webhooks', credentials, seen.credentials),
    };
    const going = maintenance.filter((one) => whenOf(one, now()) === 'ON');
    const parts = (Object.entries(states) as [PortalPart, Seen][]).map(([part, is]) => {
      const name = PORTAL_PART_LABELS[part];
      const under = going.find((one) => one.parts.includes(part));
      if (under) return { part, state: 'MAINTENANCE' as const, name, text: underMaintenance(under) };
      return is === 'UNKNOWN'
        ? { part, state: 'DISTURBED' as const, name, text: UNKNOWN }
        : { part, state: is, name, text: TEXTS[part][is] };
    });
    return {
      state: WORST_FIRST.find((one) => parts.some(({ state }) => state === one)) ?? 'WORKING',
      checkedAt: now().toISOString(),
      parts,
      maintenance,
    };
  }
}

/** Of a service that is there and does not say how a part of it is, nothing is known. */
type Seen = Exclude<PartState, 'MAINTENANCE'> | 'UNKNOWN';

/** A version before, which runs while it is replaced, has nothing to tell of itself. */
type Untold = 'OLDER' | 'SILENT';

function seenOf<Part extends string>(
  part: Part,
  told: Record<Part, z.output<typeof state>> | Untold,
  readiness: string | undefined,
): Seen {
  if (typeof told === 'object') return told[part];
  if (readiness !== 'ready') return 'DOWN';
  return told === 'OLDER' ? 'WORKING' : 'UNKNOWN';
}

const WORST_FIRST = ['DOWN', 'DISTURBED', 'MAINTENANCE'] as const;

/** What a service tells of itself. */
async function ask<Told extends z.ZodType>(service: ServiceFiles, told: Told): Promise<z.output<Told> | Untold> {
  const asker = { caller: ANONYMOUS, traceId: '' };
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    const asked = { method: 'GET', path: '/internal/status.json', signal, changes: () => false } as const;
    const { statusCode, body } = await service.ask(asked, asker);
    if (statusCode === 404) {
      await body.dump();
      return 'OLDER';
    }
    return told.parse(await json(body));
  } catch {
    return 'SILENT';
  }
}

function within<Value>(work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), WITHIN_MS);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function underMaintenance({ endsAt }: AnnouncedMaintenance): string {
  return `Em manutenção até ${formatDateTime(endsAt)}: pode não responder como de costume.`;
}

const UNKNOWN = 'Não se sabe agora: o Portal demora a responder. Veja de novo em alguns minutos.';

/** Of each part in each state, what it means to who uses it. */
const TEXTS: Record<PortalPart, Record<Exclude<PartState, 'MAINTENANCE'>, string>> = {
  CONSOLE: {
    WORKING: 'As páginas e a entrada pelo gov.br funcionam.',
    DISTURBED: 'As páginas abrem, mas entrar com a conta gov.br pode falhar.',
    DOWN: 'As páginas não abrem.',
    NOT_USED: 'Não está em uso.',
  },
  API: {
    WORKING: 'Consultas, solicitações e credenciais funcionam.',
    DISTURBED: 'Uma parte das consultas falha. O que já foi salvo continua salvo.',
    DOWN: 'Consultas, solicitações e credenciais não respondem. O que já foi salvo continua salvo.',
    NOT_USED: 'Não está em uso.',
  },
  HOMOLOGATION: {
    WORKING: 'A autenticação e o envio de documentos de teste funcionam.',
    DISTURBED: 'Houve chamadas que falharam nos últimos minutos, por falha do Portal.',
    DOWN: 'O ambiente não responde. Espere para testar, e não mude o seu sistema por isso.',
    NOT_USED: 'Não está em uso.',
  },
  MAIL: {
    WORKING: 'Os avisos saem por e-mail logo que acontecem.',
    DISTURBED: 'Os e-mails estão atrasados. Os mesmos avisos estão no sino, no alto da página.',
    DOWN: 'Nenhum e-mail sai agora. Os que esperam saem depois.',
    NOT_USED: 'Este Portal não envia e-mails: os avisos estão no sino, no alto da página.',
  },
  WEBHOOKS: {
    WORKING: 'Os eventos são enviados logo que acontecem.',
    DISTURBED: 'Os eventos estão atrasados. Nenhum se perde: saem na mesma ordem.',
    DOWN: 'Nenhum evento sai agora. Nenhum se perde: saem depois, na mesma ordem.',
    NOT_USED: 'Não está em uso.',
  },
};
