import { beforeAll, expect, test } from 'vitest';
import type { Evidence } from './evidence.ts';
import { aPdf } from './evidence-files.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { type AccessRequest, productionDraft } from './stages.ts';

let ana: Person;
let clara: Person;
let draft: AccessRequest;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  ({ draft } = await productionDraft({ owner: ana, reviewer: clara }));
});

test.for([
  ['../../../etc/passwd', 'passwd.pdf'],
  ['evidencia.hta', 'evidencia.hta.pdf'],
  ['laudo "final".pdf', 'laudo "final".pdf'],
  ['laudo\u2060\u00ad.pdf', 'laudo.pdf'],
  ['C:\\Users\\Ana\\bundle.pdf', 'bundle.pdf'],
  ['relatório final (1).pdf', 'relatório final (1).pdf'],
  ['证据 🏥.pdf', '证据 🏥.pdf'],
  ['<img src=x onerror=alert(1)>.pdf', undefined],
  ["a'; drop table evidence; --.pdf", undefined],
  [`${'a'.repeat(400)}.pdf`, undefined],
  ['\u202egnp.exe.pdf', undefined],
  [' ', 'evidencia.pdf'],
] as const)('a file named %j keeps a name that harms nobody, and comes back as an attachment', async ([sent, kept]) => {
  const uploaded = await ana.upload(draft.id, aPdf(), sent);
  expect(uploaded.status).toBe(201);
  const { fileName, downloadUrl } = (await uploaded.json()) as Evidence;
  if (kept !== undefined) expect(fileName).toBe(kept);
  expect(fileName.length).toBeGreaterThan(0);
  expect([...fileName].length).toBeLessThanOrEqual(255);
  expect(fileName).not.toMatch(/[\p{Cc}\p{Bidi_Control}/\\]/u);
  const read = await ana.fetch(downloadUrl);
  expect(read.status).toBe(200);
  expect(read.headers.get('content-disposition')).toMatch(/^attachment; filename.*\.pdf/);
  await read.body?.cancel();
});
