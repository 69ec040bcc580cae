import { formatTime } from '@portal/domain';
import type { QueueState } from './draft-queue.ts';

/** What the line under the form says about saving: "Salvo às 14:32, exceto: CPF do gestor." */
export function savedSentence(queue: QueueState, except: readonly string[], sessionOver: boolean): string {
  if (sessionOver && queue.pending.length + except.length > 0) {
    return 'Sua sessão terminou. O que você digitou está guardado nesta aba: entre de novo para salvar.';
  }
  switch (queue.status) {
    case 'saving':
      return 'Salvando…';
    case 'waiting':
      return 'Sem conexão com o Portal. O que você digitou está guardado nesta aba; tentando salvar de novo…';
    case 'closed':
      return queue.closedBecause ?? 'Esta solicitação não pode mais ser editada.';
    case 'idle':
      return idleSentence(queue.savedAt, except);
  }
}

function idleSentence(savedAt: Date | null, except: readonly string[]): string {
  const fields = except.join(', ');
  if (savedAt !== null) return `Salvo às ${formatTime(savedAt)}${fields === '' ? '' : `, exceto: ${fields}`}.`;
  return fields === '' ? 'O que você preenche é salvo automaticamente.' : `Ainda não salvo: ${fields}.`;
}
