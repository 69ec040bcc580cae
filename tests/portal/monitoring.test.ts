import { readFile } from 'node:fs/promises';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metricsUrl, Person } from './person.ts';

const read = (name: string) => readFile(new URL(`../../deploy/monitoring/${name}`, import.meta.url), 'utf8');

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}

interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}

const { groups } = parse(await read('alerts.yaml')) as Rules;
const { panels } = JSON.parse(await read('dashboard.json')) as Dashboard;
const asked: [what: string, expression: string][] = [
  ...groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as [string, string])),
  // Grafana puts its own interval here.
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', '5m')] as [string, string]),
  ),
];

/** Prometheus's own, and those of credentials, which these tests do not reach: its own tests hold their names. */
const ELSEWHERE = ['up', 'webhook_events_set_aside', 'evidence_changed_total'];

let told: string;
beforeAll(async () => {
  // Without an operation there is nothing to tell of any.
  await (await Person.signIn('ana')).get('{ viewer { name } }');
  told = await (await fetch(`${metricsUrl()}/metrics`)).text();
});

describe('what the operator is given to watch the portal by', () => {
  it.each(asked)('%s: %s can be read, and asks for what there is', (_what, expression) => {
    const metrics: string[] = [];
    let wrong = false;
    parser.parse(expression).iterate({
      enter({ type, from, to, node }) {
        wrong ||= type.isError;
        if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector')
          metrics.push(expression.slice(from, to));
      },
    });
    expect(wrong).toBe(false);
    expect(metrics.length).toBeGreaterThan(0);
    for (const name of metrics.filter((one) => !ELSEWHERE.includes(one))) {
      expect(told).toMatch(new RegExp(`^${name}[{ ]`, 'm'));
    }
  });

  it('has a summary for each alert', () => {
    for (const { annotations } of groups.flatMap(({ rules }) => rules)) expect(annotations.summary).not.toBe('');
  });
});
