import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { expect, test } from 'vitest';
import { chromiumLaunch } from '../browser/chromium.ts';
import { act, done, pick } from './arrange.ts';
import { InstalledClient, tokenFor } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { Person, portalUrl } from './person.ts';
import { productionDraft } from './stages.ts';

/** A page of a third party: asks, sends a file with progress, and follows a request, all with a token. */
const PAGE = `<!doctype html>
<pre></pre>
<script type="module">
  import * as api from '/client.js';
  const say = (...words) => document.querySelector('pre').append(words.join(' ') + '\\n');
  const { url, token, id, after } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const portal = api.createPortalClient({ url, token });
  try {
    const { viewer } = await portal.request(api.ViewerDocument);
    say('viewer', viewer.name);
    const file = new File(['%PDF-1.4\\n', crypto.randomUUID(), new Uint8Array(3_000_000), '%%EOF'], 'navegador.pdf');
    let progress = [];
    const onProgress = (sent, total) => progress.push(sent / total);
    const evidence = await portal.uploadEvidence({ accessRequest: id, file, onProgress });
    const rising = progress.every((one, at) => at === 0 || one >= progress[at - 1]);
    say('sent', evidence.fileName, evidence.size, progress.length > 0 && rising && progress.at(-1) === 1);
    const wrong = new File(['text'], 'texto.pdf');
    await portal.uploadEvidence({ accessRequest: id, file: wrong, onProgress }).catch((error) => say(error.name, error.status, error.code));
    say('follow');
    for await (const { accessRequestChanged: { event } } of portal.subscribe(api.AccessRequestChangedDocument, { id, after })) {
      say('event', event.action);
      if (event.action === 'CANCEL') break;
    }
    say('end');
  } catch (error) {
    say('failed', error);
  }
</script>`;

test('a page of another origin does everything with a token, in a real browser', async () => {
  const [ana, clara] = await Promise.all([Person.signIn('ana'), Person.signIn('clara')]);
  await using client = await InstalledClient.install();
  await using pages = await servePages(client);
  const after = await changesCursor(ana);
  const { draft } = await productionDraft({ owner: ana, reviewer: clara });
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    const page = await browser.newPage();
    const hash = new URLSearchParams({ url: portalUrl(), token: await tokenFor(ana), id: draft.id, after });
    await page.goto(`${pages.url}/#${hash}`);
    const said = async () => (await page.locator('pre').textContent())?.trim().split('\n') ?? [];
    await expect.poll(said, { timeout: 25_000 }).toContain('follow');
    await done(act(ana, 'cancelAccessRequest', pick(draft)));
    await expect.poll(said, { timeout: 25_000 }).toContain('end');
    expect(await said()).toEqual([
      expect.stringMatching(/^viewer Ana/),
      'sent navegador.pdf 3000050 true',
      'HttpError 415 UNSUPPORTED_MEDIA_TYPE',
      'follow',
      'event CREATE',
      'event ATTACH_EVIDENCE',
      'event CANCEL',
      'end',
    ]);
  } finally {
    await browser.close();
  }
});

/** Serves the page, and the client's one file. */
async function servePages(client: InstalledClient): Promise<AsyncDisposable & { url: string }> {
  const library = await readFile(client.path('node_modules/@portal-servicos/client/dist/index.js'));
  const server = createServer(({ url }, response) => {
    if (url === '/client.js') return response.setHeader('content-type', 'text/javascript').end(library);
    response.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
