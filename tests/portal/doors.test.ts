import { beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from './people.ts';
import { metricsUrl, Person, portalUrl, reviewerUrl } from './person.ts';

let ana: Person;

beforeAll(async () => {
  ({ ana } = await signedIn('ana'));
});

const graphql = (search: string) => `${portalUrl()}/graphql?${search}`;
const query = (text: string) => `query=${encodeURIComponent(text)}`;

describe('beside GraphQL', () => {
  test('/healthz and /readyz answer without a session, /metrics at an address of its own', async () => {
    for (const origin of [portalUrl(), reviewerUrl()]) {
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    }
    const metrics = await fetch(`${metricsUrl()}/metrics`);
    expect(metrics.status).toBe(200);
    const text = await metrics.text();
    expect(text).toMatch(/^# TYPE \w+/m);
    expect(text).not.toMatch(/Ana |@exemplo|pds_/);
    for (const origin of [portalUrl(), reviewerUrl()]) {
      expect(await (await fetch(`${origin}/metrics`)).text()).not.toContain('process_cpu_seconds_total');
    }
  });

  test('what is inside stays inside', async () => {
    for (const path of ['/internal/evidence?accessRequest=x', '/internal']) {
      const response = await ana.fetch(path, { method: 'POST' });
      expect([400, 403, 404, 405]).toContain(response.status);
    }
  });

  test('both doors answer alike, each with a session of its own', async () => {
    const clara = await Person.signIn('clara', reviewerUrl());
    expect(await clara.get('{ viewer { roles } }')).toEqual({
      viewer: { roles: expect.arrayContaining(['REVIEWER']) },
    });
    await clara.get('{ reviewQueue { totalCount } }');
    const other = await fetch(graphql(query('{ viewer { name } }')), { headers: { cookie: clara.cookie() } });
    expect(await other.json()).toMatchObject({ data: { viewer: null } });
  });

  test('a sign-in keeps to itself where it may lead', async () => {
    for (const to of ['http://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const person = Person.anonymous();
      const end = await person.follow(`/login?as=ana&returnTo=${encodeURIComponent(to)}`);
      expect(new URL(end).origin).toBe(portalUrl());
    }
  });
});
