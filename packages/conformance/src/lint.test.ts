import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lintSuites } from './lint.ts';
import { readSuite } from './read-suite.ts';
import { writeVersions, writtenVersions } from './versions.ts';

const GOOD = `
version: 1.0.0
title: Um
services: [um]
with: { kinds: [RIA-R] }
requirements:
  - include: common
  - id: sent
    title: Enviado
    source: https://example.org
    steps:
      - id: again
        title: Outra vez
        how: Envie $kinds
        fault: ERROR_503
        see:
          - { as: primeiro, operation: create-document, documentKind: $kinds, fault: ERROR_503 }
          - { as: segundo, operation: create-document, sameBody: primeiro, status: 201, notBefore: { after: primeiro, seconds: retryAfter } }
          - { as: terceiro, operation: read-bundle, sameDocument: segundo, within: { after: segundo, seconds: 60 } }
        mustNot:
          - { after: primeiro, before: segundo, for: retryAfter, operation: create-document, sameBody: primeiro, because: Não. }
`;
const COMMON = `
requirements:
  - { id: clock, title: Relógio, source: https://example.org, notTested: Não se vê. }
`;

/** What is wrong with a folder of this suite, once its versions are written down. */
function folderOf(suite: string, common = COMMON): string {
  const folder = mkdtempSync(join(tmpdir(), 'suites-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'shared'));
  writeFileSync(join(folder, 'shared/common.yaml'), common);
  writeFileSync(join(folder, 'one.yaml'), suite);
  return folder;
}

function lint(suite: string, common = COMMON): string[] {
  const folder = folderOf(suite, common);
  try {
    writeVersions(folder);
  } catch {
    // It cannot be read: that is told as well.
  }
  return lintSuites(folder);
}

test('nothing is wrong with a good one; what it includes and its parameters stand in their places', () => {
  expect(lint(GOOD)).toEqual([]);
  const suite = readSuite(folderOf(GOOD), 'one');
  expect(suite.requirements.map(({ id }) => id)).toEqual(['clock', 'sent']);
  expect(suite.requirements[1]?.steps[0]).toMatchObject({
    id: 'sent/again',
    how: 'Envie RIA-R',
    recertify: 'MAJOR',
    see: [{ documentKind: ['RIA-R'] }, { status: ['201'] }, {}],
    mustNot: [{ moreThan: 0 }],
  });
});

test('the hash is of what it says, and not of how it is laid out', () => {
  const hash = (text: string) => readSuite(folderOf(text), 'one').hash;
  expect(hash(`# Um comentário\n${GOOD.replace('title: Um\n', 'title:   "Um"\n')}`)).toBe(hash(GOOD));
  expect(hash(GOOD.replace('services: [um]', 'services: [dois]'))).not.toBe(hash(GOOD));
  expect(hash(GOOD.replace('ERROR_503 }', 'ERROR_502 }'))).not.toBe(hash(GOOD));
});

test('what a version says is not changed without another version', () => {
  const folder = folderOf(GOOD);
  expect(lintSuites(folder)).toEqual(['one.yaml: version: 1.0.0 is not written down: pnpm suites']);
  expect(writeVersions(folder)).toEqual(['one 1.0.0']);
  expect(lintSuites(folder)).toEqual([]);
  const before = writtenVersions(folder);
  const changed = GOOD.replace('seconds: 60', 'seconds: 90');
  writeFileSync(join(folder, 'one.yaml'), changed);
  expect(writeVersions(folder)).toEqual([]);
  expect(lintSuites(folder)).toEqual([
    'one.yaml: version: 1.0.0 said something else: give it another one, and say what changed',
  ]);
  writeFileSync(join(folder, 'one.yaml'), changed.replace('1.0.0', '1.1.0'));
  expect(writeVersions(folder)).toEqual(['one 1.1.0']);
  expect(lintSuites(folder)).toEqual(['one.yaml: changed: what does 1.1.0 change?']);
  const told = 'version: 1.2.0\nchanged: { what: Espera mais., completeUntil: 2027-03-31 }';
  writeFileSync(join(folder, 'one.yaml'), changed.replace('version: 1.0.0', told));
  expect(writeVersions(folder)).toEqual(['one 1.2.0']);
  expect(lintSuites(folder)).toEqual([]);
  expect(writtenVersions(folder).one).toMatchObject(before.one ?? {});
});

test.each([
  ['sameBody: primeiro, status', 'sameBody: outro, status', 'sameBody: outro is not seen earlier'],
  ['sameBody: primeiro, status', 'sameBody: segundo, status', 'sameBody: segundo is not seen earlier'],
  ['sameBody: primeiro, status', 'tokenOf: primeiro, status', 'tokenOf: primeiro: only token can have it'],
  ['sameBody: primeiro, status', 'replaces: nada, status', 'replaces: nada is not seen earlier'],
  ['within: { after: segundo', 'within: { after: quarto', 'after: quarto is not seen earlier'],
  ['{ after: primeiro, before: segundo', '{ after: terceiro, before: segundo', 'after: terceiro is not seen earlier'],
  ['before: segundo', 'before: primeiro', 'before: primeiro is not seen later'],
  ['sameBody: primeiro, because', 'sameBody: segundo, because', 'sameBody: segundo is not seen earlier'],
  ['for: retryAfter, operation: create-document', 'operation: read-bundle, documentKind: RIA-R', 'documentKind: only'],
  ['as: segundo', 'as: primeiro', 'primeiro stands there twice'],
  ['read-bundle', 'read-everything', 'there is no read-everything'],
  ['read-bundle, same', 'token, host: EHR, same', 'tokens are given by AUTH'],
  ['read-bundle, same', 'read-bundle, host: AUTH, same', 'AUTH gives tokens alone'],
  ['kinds: [RIA-R]', 'kinds: [RIA-C]', 'the judge knows no RIA-C'],
  ['kinds: [RIA-R]', 'sorts: [RIA-R]', 'with: kinds is not given'],
  ['documentKind: $kinds, fault: ERROR_503', 'status: 201, fault: ERROR_503', 'ERROR_503 answers 503'],
  ['documentKind: $kinds, fault: ERROR_503', 'fault: ERROR_502', 'is waited for, and not armed'],
  ['documentKind: $kinds, fault: ERROR_503', 'fault: ERROR_502', 'no call of see has ERROR_503'],
  ['documentKind: $kinds, fault: ERROR_503', 'fault: NONE', 'primeiro has none'],
  ['fault: ERROR_503\n', 'fault: ERROR_999\n', 'fault: Invalid option'],
  ['https://example.org\n', 'ftp://example.org\n', 'must be an http or https address'],
  ['id: sent', 'id: clock', 'clock stands there twice'],
  ['    steps:', '    attest: Sim.\n    steps:', 'exactly one of steps, attest and notTested'],
  ['because: Não.', 'becuase: Não.', 'because: Invalid input'],
  ['- include: common', '- include: uncommon', 'no such file'],
  ['status: 201', 'status: 201, codes: EHR-ERR866', 'what is accepted has none'],
])('%s → %s is found out', (good, bad, problem) => {
  expect(GOOD).toContain(good);
  expect(lint(GOOD.replace(good, bad)).join('\n')).toContain(problem);
});

test('a requirement without steps says what is attested, or why it is not tested', () => {
  expect(lint(GOOD, COMMON.replace(', notTested: Não se vê.', '')).join('\n')).toContain('exactly one of');
  expect(lint(GOOD, COMMON.replace('notTested: Não se vê.', "notTested: ''")).join('\n')).toContain(
    'must not be empty',
  );
});
