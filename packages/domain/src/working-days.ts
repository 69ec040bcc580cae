import { formatDate, formatTime, type Moment } from './date-time.ts';
import { LIMITS } from './limits.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { parseText } from './text.ts';

const HOUR_MS = 3_600_000;

/** A day of Brasília, as `2026-11-30`. */
export type Day = string;

/** The hours of work of a working day, in Brasília. */
export const WORK_HOURS = { from: 8, to: 18 } as const;

/** A day on which nobody is expected to work, and why. */
export interface Holiday {
  date: Day;
  name: string;
}

/** National holidays of the same date each year, by the laws that made them. */
const SAME_EACH_YEAR: readonly [date: string, name: string][] = [
  // Lei 662/1949, as Lei 10.607/2002 has it.
  ['01-01', 'Confraternização Universal'],
  ['04-21', 'Tiradentes'],
  ['05-01', 'Dia do Trabalho'],
  ['09-07', 'Independência do Brasil'],
  // Lei 6.802/1980.
  ['10-12', 'Nossa Senhora Aparecida'],
  ['11-02', 'Finados'],
  ['11-15', 'Proclamação da República'],
  // Lei 14.759/2023.
  ['11-20', 'Dia Nacional de Zumbi e da Consciência Negra'],
  ['12-25', 'Natal'],
];

/**
 * The national holidays of a year, the first first. Good Friday is one by the yearly ordinance of the federal government
 * (Lei 9.093/1995 leaves it to religion); Carnival and Corpus Christi are not: who closes on them adds them.
 */
export function nationalHolidays(year: number): Holiday[] {
  const goodFriday = { date: dayAfter(easterOf(year), -2), name: 'Paixão de Cristo' };
  const others = SAME_EACH_YEAR.map(([date, name]) => ({ date: `${year}-${date}`, name }));
  return [goodFriday, ...others].toSorted((one, other) => one.date.localeCompare(other.date));
}

/** A holiday that the Ministry adds: a day that there is and that is none by law, with what it is called. */
export function parseLocalHoliday({ date, name }: Holiday): Parsed<Holiday> {
  const named = parseText(name, { subject: 'O nome do feriado', ...LIMITS.holidayName });
  if (!named.ok) return named;
  if (!/^20\d\d-\d\d-\d\d$/.test(date) || dayAfter(date, 0) !== date) {
    return invalid(`Informe a data de “${named.value}”, do ano 2000 ao 2099.`);
  }
  const national = nationalHolidays(Number(date.slice(0, 4))).find((one) => one.date === date);
  if (national) return invalid(`“${named.value}” cai em um feriado nacional, ${national.name}, que já conta.`);
  return valid({ date, name: named.value });
}

/** Whether it is no Saturday, no Sunday, no national holiday and none of these. */
export function isWorkingDay(day: Day, localHolidays: ReadonlySet<Day>): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || localHolidays.has(day)) return false;
  return !nationalHolidays(Number(day.slice(0, 4))).some(({ date }) => date === day);
}

/** The moment at which so many hours of work have passed, counted from the day after. */
export function afterWork(since: Moment, hours: number, localHolidays: ReadonlySet<Day>): Date {
  const aDay = (WORK_HOURS.to - WORK_HOURS.from) * HOUR_MS;
  let day = dayInSaoPaulo(since);
  // In whole milliseconds: a share of a time is no round number, and would run over into the next day.
  let left = Math.round(hours * HOUR_MS);
  for (;;) {
    day = dayAfter(day, 1);
    if (!isWorkingDay(day, localHolidays)) continue;
    if (left <= aDay) return new Date(openingOf(day) + left);
    left -= aDay;
  }
}

/** The day that it is in Brasília. */
export function dayInSaoPaulo(moment: Moment): Day {
  return formatDate(moment).split('/').reverse().join('-');
}

/** Summer time begins and ends at midnight: what noon says holds for all hours of work. */
function openingOf(day: Day): number {
  const noon = new Date(`${day}T12:00:00Z`);
  return noon.getTime() - (Number.parseInt(formatTime(noon), 10) - WORK_HOURS.from) * HOUR_MS;
}

function dayAfter(day: Day, days: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** Easter of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new Date(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1)).toISOString().slice(0, 10);
}
