import { readFile } from 'node:fs/promises';
import { Engine } from 'mrml';
import { expect, test } from 'vitest';

test('the layout is what notice.mjml comes to, and loads nothing from elsewhere', async () => {
  const mjml = await readFile(new URL('notice.mjml', import.meta.url), 'utf8');
  const made = new Engine().toHtml(mjml);
  const html = made.type === 'success' ? made.content : '';
  await expect(
    `/** Made of notice.mjml: \`vitest run services/credentials/src/notices/mail -u\`. */\nexport const LAYOUT = \`${html}\`;\n`,
  ).toMatchFileSnapshot('./layout.ts');
  expect(html.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\/|@import|<img/);
});
