import { type Cnes, parseCnpj, ufOfIbgeCode } from '@portal/domain';
import { z } from 'zod';
import type { Establishment } from './establishment.ts';
import { municipalityName } from './municipalities.ts';

/** The open-data API of the register. */
export const CNES_API_URL = 'https://apidadosabertos.saude.gov.br/cnes/estabelecimentos/';

const TIMEOUT_MS = 3_000;
const FOUND_FOR_MS = 24 * 3_600_000;
const NO_SUCH_FOR_MS = 10 * 60_000;
/** After a failure the register is left alone this long, so that a form does not wait for it field after field. */
const PAUSE_MS = 30_000;
const CACHE_SIZE = 10_000;

/** The register did not answer, or not in a way that can be read. */
export class CnesUnavailable extends Error {
  override readonly name = 'CnesUnavailable';
}

/** It answered of one establishment in a way that cannot be read: no reason to leave it alone about all others. */
class UnreadableEstablishment extends CnesUnavailable {}

/** Asks the register; undefined is its own word that there is no such CNES. */
export interface CnesApi {
  /** Throws CnesUnavailable. */
  find(cnes: Cnes): Promise<Establishment | undefined>;
}

interface CnesApiOptions {
  /** Where the register is, with the slash that its numbers come after. */
  url: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

interface Kept {
  establishment: Establishment | undefined;
  until: number;
}

/** A client of the register that remembers what it was told. */
export function createCnesApi({ url, now }: CnesApiOptions): CnesApi {
  const cache = new Map<Cnes, Kept>();
  const underWay = new Map<Cnes, Promise<Establishment | undefined>>();
  let pausedUntil = 0;

  function keep(cnes: Cnes, establishment: Establishment | undefined): void {
    const [oldest] = cache.keys();
    if (cache.size >= CACHE_SIZE && oldest) cache.delete(oldest);
    cache.set(cnes, { establishment, until: now() + (establishment ? FOUND_FOR_MS : NO_SUCH_FOR_MS) });
  }

  async function ask(cnes: Cnes): Promise<Establishment | undefined> {
    try {
      const establishment = await fetchEstablishment(url, cnes);
      keep(cnes, establishment);
      return establishment;
    } catch (error) {
      if (!(error instanceof UnreadableEstablishment)) pausedUntil = now() + PAUSE_MS;
      throw error instanceof CnesUnavailable ? error : new CnesUnavailable('no answer', { cause: error });
    } finally {
      underWay.delete(cnes);
    }
  }

  return {
    async find(cnes) {
      const kept = cache.get(cnes);
      if (kept && kept.until > now()) return kept.establishment;
      if (pausedUntil > now()) throw new CnesUnavailable('it failed a moment ago');
      const asked = underWay.get(cnes) ?? ask(cnes);
      underWay.set(cnes, asked);
      return asked;
    },
  };
}

async function fetchEstablishment(url: string, cnes: Cnes): Promise<Establishment | undefined> {
  const response = await fetch(`${url}${cnes}`, {
    headers: { accept: 'application/json' },
    // Who answers elsewhere is not the register.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  // A 404 that is not the API's own JSON is of something in between: a proxy, or a moved address.
  if (response.status === 404 && isJson(response)) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok || !isJson(response)) {
    await response.body?.cancel();
    throw new CnesUnavailable(`answered ${response.status}`);
  }
  return readEstablishment(cnes, await response.json());
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get('content-type') ?? '');
}

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? '').trim());

const registerAnswer = z.object({
  codigo_cnes: text,
  nome_fantasia: text,
  nome_razao_social: text,
  /** Of the establishment itself; public units have only that of who maintains them. */
  numero_cnpj: text,
  numero_cnpj_entidade: text,
  /** IBGE, six digits. */
  codigo_municipio: text,
});

function readEstablishment(cnes: Cnes, json: unknown): Establishment {
  const answer = registerAnswer.safeParse(json);
  if (!answer.success) throw new UnreadableEstablishment('answered in another shape');
  const { codigo_cnes, nome_fantasia, nome_razao_social, codigo_municipio } = answer.data;
  const uf = ufOfIbgeCode(codigo_municipio);
  const municipality = municipalityName(codigo_municipio);
  const name = nome_fantasia || nome_razao_social;
  if (codigo_cnes.padStart(7, '0') !== cnes || !uf || !municipality || !name) {
    throw new UnreadableEstablishment('answered in another shape');
  }
  const cnpj = readCnpj(answer.data.numero_cnpj) ?? readCnpj(answer.data.numero_cnpj_entidade);
  return { cnes, cnpj, name, uf, municipality, verified: true };
}

// A number loses its leading zeros on the way through JSON.
function readCnpj(typed: string): string | null {
  const cnpj = typed === '' ? undefined : parseCnpj(typed.padStart(14, '0'));
  return cnpj?.ok ? cnpj.value : null;
}
