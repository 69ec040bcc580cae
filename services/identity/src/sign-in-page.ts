import { createHash } from 'node:crypto';
import { PEOPLE } from './people.ts';

const LEVELS = { bronze: 'bronze', silver: 'prata', gold: 'ouro' };

const STYLE = `
body { font: 1.125rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #f8f8f8; margin: 0; }
main { max-width: 36rem; margin: 2rem auto; padding: 1.5rem; background: #fff; border: 1px solid #c5d4eb; border-radius: .5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; }
li + li { margin-top: .75rem; }
button { width: 100%; padding: .75rem 1rem; text-align: left; font: inherit; color: inherit; background: #fff;
  border: 1px solid #1351b4; border-radius: .5rem; cursor: pointer; }
button:hover { background: #dbe8fb; }
button:focus-visible { outline: .25rem dashed #c2850c; outline-offset: .25rem; }
strong { display: block; color: #1351b4; }`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What the pages of the issuer may load: their own style, and nothing else. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The page that lists the people to be; the form posts to the address it is on. */
export function signInPage(): string {
  const people = Object.entries(PEOPLE).map(
    ([key, { name, about, assurance }]) => `<li><button name="person" value="${key}">
      <strong>${name}</strong> ${about} · conta gov.br ${LEVELS[assurance]}</button></li>`,
  );
  return page(
    'Quem você quer ser?',
    `<p>Esta página fica no lugar do gov.br enquanto o Portal roda nesta máquina. Ninguém aqui existe e não há senha.</p>
    <form method="post"><ul>${people.join('\n')}</ul></form>`,
  );
}

/** The page of an entry that cannot go on, with what to do. */
export function errorPage(): string {
  return page(
    'Não foi possível entrar',
    '<p>Esta entrada expirou ou já foi usada. Volte ao Portal de Serviços e entre de novo.</p>',
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} — Entrada local</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}
