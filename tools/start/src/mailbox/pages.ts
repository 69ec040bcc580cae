import { createHash } from 'node:crypto';
import escapeHtml from 'escape-html';
import type { ParsedMail } from 'mailparser';
import type { KeptMail } from './kept-mails.ts';

/** Where the list is. */
export const MAILBOX_PATH = '/dev/mail';

const STYLE = `
body { font: 1.125rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #f8f8f8; margin: 0; }
main { max-width: 48rem; margin: 2rem auto; padding: 1.5rem; background: #fff; border: 1px solid #c5d4eb; border-radius: .5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; }
ol { list-style: none; margin: 1.5rem 0 0; padding: 0; }
li { padding: .75rem 0; border-top: 1px solid #c5d4eb; }
li a { font-weight: 600; }
li span { display: block; color: #555; font-size: 1rem; }
a { color: #1351b4; }
a:focus-visible, iframe:focus-visible { outline: .25rem dashed #c2850c; outline-offset: .25rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { font-weight: 600; }
dd { margin: 0; }
iframe { box-sizing: border-box; width: 100%; height: 32rem; border: 1px solid #c5d4eb; background: #fff; }`;

/**
 * A mail's own page is within ours and inherits what ours may: to style itself, and nothing else. What it looks like is in
 * attributes, so that only there a hash does not do.
 */
const headers = (style: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src ${style}; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

/** What our own pages may load. */
export const PAGE_HEADERS = headers(`'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`);
/** What the page of a mail may load. */
export const MAIL_HEADERS = headers("'unsafe-inline'");

/** The page that lists what was sent, the newest first. */
export function listPage(mails: readonly KeptMail[]): string {
  const lines = mails.map(
    ({ id, mail }) => `<li><a href="${MAILBOX_PATH}/${id}">${subjectOf(mail)}</a>
      <span>Para ${recipientsOf(mail)}, ${whenOf(mail)}</span></li>`,
  );
  return page(
    'E-mails enviados',
    `<p>Enquanto o Portal roda nesta máquina, os e-mails dele ficam aqui e não chegam a ninguém. Guardamos os 200 mais novos.</p>
    ${lines.length > 0 ? `<ol>${lines.join('\n')}</ol>` : '<p><strong>Nenhum e-mail enviado.</strong> Envie uma solicitação ou convide alguém para a equipe, e recarregue esta página.</p>'}`,
  );
}

/** The page of one mail: who it went to, and what it looks like and says. */
export function mailPage({ mail }: KeptMail): string {
  const parts = [
    `<p><a href="${MAILBOX_PATH}">Voltar aos e-mails enviados</a></p>
    <dl><dt>De</dt><dd>${escapeHtml(mail.from?.text ?? '')}</dd><dt>Para</dt><dd>${recipientsOf(mail)}</dd><dt>Quando</dt><dd>${whenOf(mail)}</dd></dl>`,
  ];
  if (mail.html) {
    // Its links open beside: no page of the portal lets itself be put into a frame.
    const html = mail.html.replace(/<head[^>]*>/i, '$&<base target="_blank">');
    parts.push(
      `<iframe title="O e-mail como aparece" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(html)}"></iframe>`,
    );
  }
  if (mail.textAsHtml) parts.push(`<h2>Em texto</h2>${mail.textAsHtml}`);
  return page(subjectOf(mail), parts.join('\n'));
}

/** The page of an address where there is nothing. */
export function missingPage(): string {
  return page(
    'Este e-mail não existe mais',
    `<p>Guardamos os 200 mais novos. <a href="${MAILBOX_PATH}">Ver os e-mails enviados</a></p>`,
  );
}

function subjectOf({ subject }: ParsedMail): string {
  return escapeHtml(subject ?? 'Sem assunto');
}

function recipientsOf({ to }: ParsedMail): string {
  return escapeHtml(
    [to ?? []]
      .flat()
      .map(({ text }) => text)
      .join(', '),
  );
}

const WHEN = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'medium' });

function whenOf({ date }: ParsedMail): string {
  return date ? WHEN.format(date) : 'sem data';
}

/** The title and the content are HTML already. */
function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} — Portal de Serviços</title>
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
