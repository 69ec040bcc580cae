import type { ChainFault } from '@portal/audit-chain/in-browser';
import { formatDateTime, formatNumber } from '@portal/domain';
import { Message } from '@portal/ui';
import { LOGS, type Log } from './logs.ts';
import type { Verified } from './verify.worker.ts';

const MOST_NAMED = 50;

/** What was found of a chain, in words. */
export function VerificationResult({ log, verified }: { log: Log; verified: Verified }) {
  const { faults, refused, links } = verified;
  const whole = faults.length === 0 && refused === 0;
  return (
    <Message
      role="none"
      tone={whole ? 'success' : 'danger'}
      title={whole ? `${LOGS[log]}: o registro está inteiro` : `${LOGS[log]}: o registro não está inteiro`}
    >
      <p>
        {plural(links, 'registro conferido', 'registros conferidos')}. {signedUpTo(verified)}
      </p>
      {faults.length > 0 && (
        <ul className="audit-faults">
          {faults.slice(0, MOST_NAMED).map((fault) => (
            <li key={`${fault.kind} ${fault.place} ${fault.recordId}`}>{faultWords(fault)}</li>
          ))}
          {faults.length > MOST_NAMED && <li>e mais {formatNumber(faults.length - MOST_NAMED)}</li>}
        </ul>
      )}
      {notesOf(verified).map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Message>
  );
}

const WORDS: Record<ChainFault['kind'], string> = {
  ALTERED: 'foi alterado depois de escrito',
  MISSING: 'não está mais lá',
  REORDERED: 'não segue o anterior: foi mudado de lugar ou posto no meio',
  UNLINKED: 'foi posto no banco por fora do Portal',
  REWRITTEN: 'não é o que um ponto de verificação assinado diz: a cadeia foi reescrita',
};

/** A fault in words, with the record and its place. */
function faultWords({ kind, place, until, recordId }: ChainFault): string {
  if (until && place !== null) {
    return `Os registros dos lugares ${formatNumber(place)} a ${formatNumber(until)} não estão mais lá.`;
  }
  const at = place === null ? '' : ` do lugar ${formatNumber(place)}`;
  return `O registro${recordId ? ` ${recordId}` : ''}${at} ${WORDS[kind]}.`;
}

function signedUpTo({ checkpoints }: Verified): string {
  const last = checkpoints.toSorted((one, other) => one.place - other.place).at(-1);
  if (!last) return 'Ainda não há ponto de verificação assinado que se possa conferir.';
  const points = plural(checkpoints.length, 'ponto de verificação assinado', 'pontos de verificação assinados');
  return `${points}, o último no lugar ${formatNumber(last.place)}, de ${formatDateTime(last.at)}.`;
}

function notesOf({ waiting = 0, refused, unknown, unlinkedUnknown }: Verified): string[] {
  return [
    ...(waiting > 0
      ? [`${plural(waiting, 'registro recente ainda espera', 'registros recentes ainda esperam')} entrar na cadeia.`]
      : []),
    ...(refused > 0
      ? [
          `${plural(refused, 'ponto guardado não foi assinado', 'pontos guardados não foram assinados')} por chave conhecida.`,
        ]
      : []),
    ...(unknown > 0
      ? [
          `${plural(unknown, 'ponto publicado não pôde ser conferido', 'pontos publicados não puderam ser conferidos')}: a chave não é conhecida, ou este navegador não confere Ed25519.`,
        ]
      : []),
    ...(unlinkedUnknown
      ? ['Não se procurou por registros fora da cadeia, de tantos que há: use pnpm audit:verify no servidor.']
      : []),
  ];
}

function plural(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
