import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ClamdServer, MALWARE } from '../testing/clamd-server.ts';
import { createClamd, ScannerAway } from './clamd.ts';

let clamd: ClamdServer;
beforeAll(async () => {
  clamd = await ClamdServer.start();
});
beforeEach(() => {
  clamd.mood = 'well';
});
afterAll(() => clamd[Symbol.asyncDispose]());

async function* bytes(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const PATIENT_MS = 20_000;

test('a file is clean or named, however it is cut into chunks', async () => {
  const scanner = createClamd(clamd.url);
  expect(await scanner.scan(bytes('um ', 'arquivo'), PATIENT_MS)).toEqual({ state: 'CLEAN' });
  const halves = [MALWARE.slice(0, 7), MALWARE.slice(7)];
  expect(await scanner.scan(bytes(...halves), PATIENT_MS)).toEqual({ state: 'INFECTED', malware: 'Teste.Virus-1' });
  expect(await scanner.scan(bytes('x'.repeat(10_485_760)), PATIENT_MS)).toEqual({ state: 'CLEAN' });
});

test('whatever is no verdict is none: it is away, whether it says nothing, hangs up, has no room or is not there', async () => {
  const scanner = createClamd(clamd.url);
  clamd.mood = 'silent';
  await expect(scanner.scan(bytes('a'), 50)).rejects.toThrow(ScannerAway);
  clamd.mood = 'gone';
  await expect(scanner.scan(bytes('a'), PATIENT_MS)).rejects.toThrow(ScannerAway);
  await expect(scanner.ping()).rejects.toThrow(ScannerAway);
  clamd.mood = 'full';
  await expect(scanner.scan(bytes('x'.repeat(10_000_000)), PATIENT_MS)).rejects.toThrow(ScannerAway);
  await expect(createClamd('tcp://127.0.0.1:1').scan(bytes('a'), PATIENT_MS)).rejects.toThrow(ScannerAway);
  await expect(createClamd('unix:/nowhere/clamd.ctl').ping()).rejects.toThrow(ScannerAway);
});

test('what is wrong with the file itself is not blamed on the antivirus', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a');
    await nextTurn();
    throw new Error('the store is away');
  }
  const before = clamd.scanned;
  await expect(createClamd(clamd.url).scan(broken(), PATIENT_MS)).rejects.toThrow('the store is away');
  expect(clamd.scanned).toBe(before);
});
