import { connectorName } from '@portal/conformance';
import { formatDate, type PreflightOutcome } from '@portal/domain';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { isInForce } from '../accreditation/accreditation.ts';
import { isGood, type TrialCertificate } from '../trial-certificates/trial-certificate.ts';
import type { PreflightCheck } from './preflight-check.ts';
import type { LateCall } from './seen-lately.ts';

/** What is looked at before the first step. */
export interface PreflightGround {
  credential: Accreditation;
  trialCertificates: readonly TrialCertificate[];
  /** The newest first. */
  calls: readonly LateCall[];
  now: Date;
}

interface Found {
  outcome: PreflightOutcome;
  detail: string;
  call?: LateCall | undefined;
}

const DAY_MS = 86_400_000;
/** A certificate that ends so soon is to be replaced first. */
const SOON_MS = 7 * DAY_MS;
const CLOCK_WITHIN_MS = 5 * 60_000;

/** All that has to be right before the first step, each with what was seen of it and what to do. */
export function preflight(ground: PreflightGround): PreflightCheck[] {
  const check = (key: string, title: string, { outcome, detail, call }: Found): PreflightCheck => ({
    key,
    title,
    outcome,
    detail,
    callId: call?.id ?? null,
  });
  return [
    check('credential', 'Credencial ativa', credentialInForce(ground)),
    check('certificate', 'Certificado conhecido e no prazo', certificateKnown(ground)),
    check('auth-host', 'Host Auth alcançado', authReached(ground)),
    check('token', 'Token obtido', tokenGiven(ground)),
    check('server-header', 'Cabeçalho X-Authorization-Server', serverHeader(ground)),
    check('operator-header', 'Cabeçalho Authorization', operatorHeader(ground)),
    check('establishment', 'UF e CNES', establishment(ground)),
    check('user-agent', 'User-Agent', userAgent(ground)),
    check('clock', 'Relógio', clock(ground)),
  ];
}

const passed = (detail: string, call?: LateCall): Found => ({ outcome: 'PASSED', detail, call });
const failed = (detail: string, call?: LateCall): Found => ({ outcome: 'FAILED', detail, call });
const waiting = (detail: string): Found => ({ outcome: 'WAITING', detail });

function credentialInForce({ credential, now }: PreflightGround): Found {
  if (isInForce(credential, now)) return passed(`A credencial está ativa até ${formatDate(credential.validUntil)}.`);
  return failed(
    'A credencial não está ativa: o host EHR recusa as suas chamadas com EHR-ERR884. Reative-a ou solicite outra.',
  );
}

function certificateKnown({ credential, trialCertificates, calls, now }: PreflightGround): Found {
  const good = trialCertificates.filter((one) => isGood(one, now));
  const shown = calls.find(({ certificate_sha256 }) => certificate_sha256 !== null);
  const own = credential.certificateSha256 !== null;
  if (!own && good.length === 0) {
    return failed(
      'Nenhum certificado vale para esta credencial. Emita um certificado de teste na página da credencial.',
    );
  }
  const trial = good.find(({ sha256 }) => sha256 === shown?.certificate_sha256);
  if (trial && trial.expiresAt.getTime() - now.getTime() < SOON_MS) {
    return failed(
      `O certificado de teste em uso vence em ${formatDate(trial.expiresAt)}: emita outro antes disso.`,
      shown,
    );
  }
  if (shown && (trial || shown.certificate_sha256 === credential.certificateSha256)) {
    const which = trial
      ? `certificado de teste, válido até ${formatDate(trial.expiresAt)}`
      : 'certificado da credencial';
    return passed(`Seu sistema apresentou o ${which}.`, shown);
  }
  const previous = credential.previousCertificate;
  if (shown && previous && shown.certificate_sha256 === previous.sha256) {
    const until = `O seu sistema apresentou o certificado anterior da credencial`;
    return Date.parse(previous.validUntil) > now.getTime()
      ? passed(`${until}, que vale até ${formatDate(previous.validUntil)}: passe ao novo antes disso.`, shown)
      : failed(`${until}, que deixou de valer em ${formatDate(previous.validUntil)}: use o novo.`, shown);
  }
  return waiting('Há um certificado que vale, e a última chamada não o apresentou: peça um token com ele.');
}

function authReached({ calls }: PreflightGround): Found {
  const reached = calls.find(({ host }) => host === 'AUTH');
  if (reached) return passed('Seu sistema chegou ao host Auth e apresentou o certificado.', reached);
  return waiting(
    'Nenhuma chamada com o certificado desta credencial chegou ao host Auth. Confira o endereço, a porta, a autoridade em que o seu sistema confia e se ele apresenta o certificado na conexão (TLS mútuo).',
  );
}

function tokenGiven({ calls }: PreflightGround): Found {
  const asked = calls.find(({ host }) => host === 'AUTH');
  if (!asked) return waiting('Peça um token com GET /api/token, sem corpo.');
  if (asked.status === 200) return passed('Token entregue; vale 30 minutos e serve a muitas chamadas.', asked);
  if (asked.status === 405) return failed('O token é pedido com GET, e não com outro método.', asked);
  if (asked.status === 404) return failed('O endereço do token é /api/token.', asked);
  return failed(
    `O último pedido de token foi respondido com ${asked.status}: confira o certificado e o seu prazo.`,
    asked,
  );
}

/** Calls to EHR that know whose they are: without a token none is of a credential. */
function ehrCalls({ calls }: PreflightGround): LateCall[] {
  return calls.filter(
    ({ host, operation, fault_id }) => host === 'EHR' && operation !== 'metadata' && fault_id === null,
  );
}

function serverHeader(ground: PreflightGround): Found {
  const [last] = ehrCalls(ground);
  if (last) return passed('O token chegou como “Bearer”, um espaço e o token.', last);
  return waiting(
    'Nenhuma chamada ao host EHR com um token desta credencial. Sem X-Authorization-Server: Bearer <token> ela é recusada (EHR-ERR931, EHR-ERR932, EHR-ERR882), e não se sabe que é sua.',
  );
}

function operatorHeader(ground: PreflightGround): Found {
  const [last] = ehrCalls(ground);
  if (!last) return waiting('Envie em Authorization o CNS do profissional que opera o sistema.');
  if (last.codes.includes('EHR-ERR932')) return failed('Faltou Authorization com o CNS do profissional.', last);
  if (last.codes.includes('EHR-ERR906')) {
    return failed(
      'O número em Authorization não é o CNS de um profissional com vínculo em um dos seus estabelecimentos. Use um dos profissionais de teste desta credencial.',
      last,
    );
  }
  if (last.codes.includes('EHR-ERR884')) return waiting('Não foi olhado: a credencial não estava ativa.');
  if (last.connector === null) return waiting('Não foi olhado: faltou o User-Agent.');
  return passed('O CNS em Authorization é de um profissional conhecido.', last);
}

function establishment(ground: PreflightGround): Found {
  const { credential } = ground;
  const own = credential.cnes.join(', ') || 'nenhum';
  const told = `UF ${credential.uf}, CNES ${own}`;
  const last = ground.calls.find(({ authors }) => authors.length > 0);
  if (!last) return waiting(`A credencial é de ${told}. Envie um documento cujo autor tenha um destes CNES.`);
  const foreign = last.authors.filter((cnes) => /^\d{7}$/.test(cnes) && !credential.cnes.includes(cnes));
  if (foreign.length > 0 || last.codes.includes('EHR-ERR897')) {
    return failed(`O último documento tem como autor o CNES ${foreign.join(', ')}; a credencial é de ${told}.`, last);
  }
  return passed(`O último documento é de um estabelecimento da credencial: ${told}.`, last);
}

function userAgent(ground: PreflightGround): Found {
  const [last] = ehrCalls(ground);
  if (!last) return waiting('Envie User-Agent no formato sistema/versão: sem ele a RNDS encerra a conexão.');
  const name = connectorName(last.connector);
  if (name) return passed(`Seu sistema se apresenta como ${name}.`, last);
  return failed('O User-Agent não começa pelo nome e pela versão do sistema, por exemplo meu-conector/1.4.0.', last);
}

function clock({ calls }: PreflightGround): Found {
  const last = calls.find(({ timestamp }) => timestamp !== null);
  const written = Date.parse(last?.timestamp ?? '');
  if (!last || Number.isNaN(written))
    return waiting('Envie um documento: a data e a hora dele mostram o relógio do seu sistema.');
  const off = written - last.at.getTime();
  if (Math.abs(off) <= CLOCK_WITHIN_MS) return passed('A hora do último documento é a daqui.', last);
  const minutes = Math.round(Math.abs(off) / 60_000).toLocaleString('pt-BR');
  const way = off > 0 ? 'adiantada' : 'atrasada';
  return failed(
    `A hora do último documento está ${minutes} minutos ${way}. Se ele foi gerado agora, acerte o relógio do servidor (NTP) e o fuso: -03:00 faz parte da hora.`,
    last,
  );
}
