import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPdf } from './evidence-files.ts';
import { InstalledClient, readmeExamples, tokenFor } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { Person, portalUrl } from './person.ts';
import { bring, productionDraft, requestIn } from './stages.ts';

let client: InstalledClient;
let ana: Person;
let clara: Person;
let env: Record<string, string>;
beforeAll(async () => {
  [client, ana, clara] = await Promise.all([InstalledClient.install(), Person.signIn('ana'), Person.signIn('clara')]);
  env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: await tokenFor(ana) };
});
afterAll(() => client[Symbol.asyncDispose]());

const cast = () => ({ owner: ana, reviewer: clara });

describe('the examples of the README', () => {
  let examples: Map<string, string>;
  beforeAll(async () => {
    examples = await readmeExamples();
    for (const [name, code] of examples) await writeFile(client.path(`${name}.mts`), code);
  });

  test('are three, and fit the published types', async () => {
    expect([...examples.keys()]).toEqual(['read', 'act', 'follow']);
    const tsc = resolve(import.meta.dirname, '../../node_modules/.bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    await promisify(execFile)(tsc, [...options, ...[...examples.keys()].map((name) => `${name}.mts`)], {
      cwd: client.folder,
    });
  });

  test('read', async () => {
    await requestIn('SUBMITTED', cast());
    const { code, stdout, stderr } = await client.start('read.mts', [], env).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^(\d{4}-\d{7}-\d [A-Z_]+ \S.*\n)+$/);
  });

  test('act', async () => {
    const { draft } = await productionDraft(cast());
    const given = { ...env, PROTOCOL: draft.protocol, EVIDENCE: await client.file('teste.pdf', aPdf()) };
    const { code, stdout, stderr } = await client.start('act.mts', [], given).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^100%\nsent bundle\.pdf [0-9a-f]{64}\nnow SUBMITTED\n$/);
  });

  test('follow', async () => {
    const draft = await requestIn('DRAFT', cast());
    const given = { ...env, REQUEST: draft.id, AFTER: await changesCursor(ana) };
    const { ended } = client.start('follow.mts', [], given);
    await bring(draft, 'APPROVED', cast());
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const actions = stdout.trim().split('\n');
    expect(actions.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual(
      ['SUBMIT', 'CLAIM', 'APPROVE'].map((action) => `${draft.protocol} ${action}`),
    );
  });
});
