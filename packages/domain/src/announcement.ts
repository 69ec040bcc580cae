import { formatDate, formatDateTime, formatTime, type Moment } from './date-time.ts';
import { LIMITS } from './limits.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { parseText } from './text.ts';

/** From when until when. */
export interface Span {
  startsAt: Moment;
  endsAt: Moment;
}

const DAY_MS = 24 * 3_600_000;
/** What is announced to begin now is written down a little later. */
const WRITTEN_WITHIN_MS = 10 * 60_000;
/** What is longer is no maintenance, but a part that is gone. */
const LONGEST_DAYS = 7;
const FARTHEST_DAYS = 365;
/** From so long before it begins consoles tell of it. */
const TOLD_AHEAD_MS = DAY_MS;

/** What a maintenance means to who uses the portal, in the words of who announces it. */
export function parseAnnouncementText(text: string): Parsed<string> {
  return parseText(text, { subject: 'O texto', ...LIMITS.announcementText });
}

/** Whether it is to come, is going on, or is over. */
export function whenOf({ startsAt, endsAt }: Span, now: Moment): 'AHEAD' | 'ON' | 'OVER' {
  const at = moment(now);
  if (moment(endsAt) <= at) return 'OVER';
  return moment(startsAt) <= at ? 'ON' : 'AHEAD';
}

/** Whether consoles tell of it by now. */
export function isToldOf(span: Span, now: Moment): boolean {
  return whenOf(span, now) !== 'OVER' && moment(span.startsAt) - moment(now) <= TOLD_AHEAD_MS;
}

/** When a maintenance may begin that is announced, or moved, now. */
export function parseMaintenanceStart(startsAt: Moment, now: Moment): Parsed<Moment> {
  const ahead = moment(startsAt) - moment(now);
  if (ahead < -WRITTEN_WITHIN_MS) return invalid('O início já passou. Informe de agora em diante.');
  if (ahead > FARTHEST_DAYS * DAY_MS) return invalid('O início fica a mais de um ano. Anuncie mais perto da data.');
  return valid(startsAt);
}

/** When one may end that begins then. */
export function parseMaintenanceEnd({ startsAt, endsAt }: Span, now: Moment): Parsed<Moment> {
  if (moment(endsAt) <= moment(startsAt)) return invalid('O fim vem depois do início.');
  if (moment(endsAt) <= moment(now)) return invalid('O fim já passou. Informe um momento que ainda virá.');
  if (moment(endsAt) - moment(startsAt) > LONGEST_DAYS * DAY_MS) {
    return invalid(`Uma manutenção dura no máximo ${LONGEST_DAYS} dias.`);
  }
  return valid(endsAt);
}

/** `02/12/2026, das 22:00 às 23:00`, `de 02/12/2026 às 22:00 até 03/12/2026 às 01:00`. */
export function spanWords({ startsAt, endsAt }: Span): string {
  return formatDate(startsAt) === formatDate(endsAt)
    ? `${formatDate(startsAt)}, das ${formatTime(startsAt)} às ${formatTime(endsAt)}`
    : `de ${formatDateTime(startsAt)} até ${formatDateTime(endsAt)}`;
}

function moment(at: Moment): number {
  return new Date(at).getTime();
}
