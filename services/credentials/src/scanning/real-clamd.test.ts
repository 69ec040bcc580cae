import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pdf } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { startService, type TestService } from '../testing/service.ts';
import { createClamd } from './clamd.ts';

// Debian: apt-get install clamav-daemon. Its signatures need not be there: this brings the one that it needs.
const installed = spawnSync('clamd', ['--version']).status === 0;
if (!installed) console.warn('skipped: clamd is not installed here');

/** The antivirus industry's test file, in two parts: no scanner is to take this source for it. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

describe.skipIf(!installed)('a real clamd', () => {
  let folder: string;
  let clamd: ChildProcess;
  let service: TestService;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clamd-'));
    const signature = `Eicar-Test-Signature:0:*:${Buffer.from(EICAR).toString('hex')}`;
    await writeFile(join(folder, 'eicar.ndb'), `${signature}\n`);
    const socket = join(folder, 'clamd.ctl');
    const settings = [
      `DatabaseDirectory ${folder}`,
      `LocalSocket ${socket}`,
      'Foreground yes',
      `TemporaryDirectory ${folder}`,
    ];
    await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
    clamd = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    const url = `unix:${socket}`;
    await vi.waitFor(() => createClamd(url).ping(), { timeout: 60_000, interval: 100 });
    service = await startService({ clamdUrl: url });
  }, 120_000);
  afterAll(async () => {
    await service?.[Symbol.asyncDispose]();
    clamd?.kill();
    await rm(folder, { recursive: true });
  });

  test('finds EICAR in a PDF, and lets a clean one and one of 10 MiB pass', async () => {
    const one = await EvidenceCase.draft(service);
    expect((await one.attach(pdf(EICAR))).scan).toBe('INFECTED');
    expect((await one.history()).at(-1)).toMatchObject({
      action: 'REFUSE_EVIDENCE',
      message: expect.stringContaining('Eicar-Test-Signature'),
    });
    expect(await one.keptFiles()).toEqual([]);
    expect((await one.attach(pdf())).scan).toBe('CLEAN');
    expect((await one.attach(pdf('x'.repeat(10_400_000)))).scan).toBe('CLEAN');
  });
});
