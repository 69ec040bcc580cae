import { API_SCOPES } from '@portal/domain';
import { ENDPOINTS, INHERITED, ROOT_FIELDS, type Rule, TYPES } from './scope-table.ts';

/** The table as docs/api-access.md has it, in Markdown. */
export function scopeTable(): string {
  const rows = [...API_SCOPES.map((scope) => rowOf(scope, (rule) => asked(rule).includes(scope)))];
  return [
    '| scope | fields | types | endpoints |',
    '| --- | --- | --- | --- |',
    ...rows,
    rowOf('any token', (rule) => rule === 'ANY_TOKEN'),
    rowOf('no token: a person in a browser', (rule) => rule === 'NO_TOKEN'),
    rowOf('registered resource server', (rule) => rule === 'RESOURCE_SERVER'),
    rowOf('whatever leads to it', (rule) => rule === INHERITED),
  ].join('\n');
}

function rowOf(title: string, fits: (rule: Rule | typeof INHERITED) => boolean): string {
  const fields = Object.entries(ROOT_FIELDS).flatMap(([root, rules]) =>
    namesOf(rules, fits).map((name) => `${root}.${name}`),
  );
  return `| ${[title, ...[fields, namesOf(TYPES, fits), namesOf(ENDPOINTS, fits)].map(cell)].join(' | ')} |`;
}

function namesOf(
  rules: Readonly<Record<string, Rule | typeof INHERITED>>,
  fits: (rule: Rule | typeof INHERITED) => boolean,
) {
  return Object.entries(rules).flatMap(([name, rule]) => (fits(rule) ? [name] : []));
}

function cell(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ') || '—';
}

function asked(rule: Rule | typeof INHERITED): readonly string[] {
  return typeof rule === 'string' ? [rule] : rule;
}
