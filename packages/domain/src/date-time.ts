import { URGENT_HOURS } from './limits.ts';
import { invalid, type Parsed, valid } from './parsed.ts';

const HOUR = 3_600_000;

const parts = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment, as the API gives it or as a Date. */
export type Moment = Date | string;

function inSaoPaulo(moment: Moment): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
}

/** `24/11/2026`, in São Paulo. */
export function formatDate(moment: Moment): string {
  const { day, month, year } = inSaoPaulo(moment);
  return `${day}/${month}/${year}`;
}

/** `24/11/2026` of a day such as `2026-11-24`. */
export function formatDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** `14:32`, in São Paulo. */
export function formatTime(moment: Moment): string {
  const { hour, minute } = inSaoPaulo(moment);
  return `${hour}:${minute}`;
}

/** `24/11/2026 às 14:32`, in São Paulo. */
export function formatDateTime(moment: Moment): string {
  return `${formatDate(moment)} às ${formatTime(moment)}`;
}

/** `2026-11-24T14:32`, in São Paulo, as a field for a moment has it. */
export function writtenMoment(moment: Moment): string {
  const { day, month, year, hour, minute } = inSaoPaulo(moment);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** The moment that such a field has; São Paulo has had one offset since 2019. */
export function parseWrittenMoment(written: string): Parsed<Date> {
  const moment = new Date(`${written}:00-03:00`);
  // V8 makes a moment of much else as well.
  return !WRITTEN.test(written) || Number.isNaN(moment.getTime()) ? invalid('Informe o dia e a hora.') : valid(moment);
}

/** The year in São Paulo, which a protocol number carries. */
export function yearInSaoPaulo(moment: Moment): number {
  return Number(inSaoPaulo(moment).year);
}

/** Whether the answer is late. */
export function isLate(dueAt: Moment, now: Moment): boolean {
  return new Date(now) > new Date(dueAt);
}

/** Whether the answer is late or due within 12 hours. */
export function isUrgent(dueAt: Moment, now: Moment): boolean {
  return new Date(dueAt).getTime() - new Date(now).getTime() < URGENT_HOURS * HOUR;
}

/** `faltam 41 h`, `falta 1 h`, `menos de 1 h`, `atrasada há 3 h`; whole hours, never rounded up. */
export function formatTimeLeft(dueAt: Moment, now: Moment): string {
  const left = new Date(dueAt).getTime() - new Date(now).getTime();
  const hours = Math.floor(Math.abs(left) / HOUR);
  if (left < 0) return hours === 0 ? 'atrasada há menos de 1 h' : `atrasada há ${hours} h`;
  if (hours === 0) return 'menos de 1 h';
  return hours === 1 ? 'falta 1 h' : `faltam ${hours} h`;
}
