import type { ElementRule } from './guide.ts';

/** How many there are of an element, and how many are expected. */
export function howMany(rule: ElementRule, count: number): string {
  if (rule.max === 0) return 'não pode ser enviado aqui';
  const expected = number(rule);
  return count === 0 ? `falta; é esperado ${expected}` : `há ${count}; é esperado ${expected}`;
}

/** How many are expected of an element: `pelo menos 1`, `de 0 a 1`, `nenhum`. */
export function number({ min, max }: ElementRule): string {
  if (max === 0) return 'nenhum';
  return max === null ? `pelo menos ${min}` : min === max ? `${min}` : `de ${min} a ${max}`;
}

/** A value as it is told; what is long is cut. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
