import { ENVIRONMENT_LABELS, type ReviewReason } from '@portal/domain';
import type { Change } from '../history/changes-view.tsx';

/** What differs between two versions, reason by reason, in the order in which they are chosen from. */
export function changesBetween(before: readonly ReviewReason[], now: readonly ReviewReason[]): Change[] {
  const codes = new Set([...now, ...before].map(({ code }) => code));
  const changes = [...codes].map((code) => ({
    label: code,
    before: linesOf(before.find((one) => one.code === code)),
    now: linesOf(now.find((one) => one.code === code)),
  }));
  const kept = (reasons: readonly ReviewReason[], others: readonly ReviewReason[]) =>
    reasons.map(({ code }) => code).filter((code) => others.some((other) => other.code === code));
  // What came or went is told by itself; of the rest the order may have changed.
  const order = { label: 'Ordem', before: [kept(before, now).join(', ')], now: [kept(now, before).join(', ')] };
  return [...changes, order].filter((change) => change.before.join('\n') !== change.now.join('\n'));
}

function linesOf(reason: ReviewReason | undefined): string[] {
  if (!reason) return [];
  const where = reason.environments.map((environment) => ENVIRONMENT_LABELS[environment].toLowerCase());
  return [reason.label, `Em ${where.join(' e ')}`];
}
