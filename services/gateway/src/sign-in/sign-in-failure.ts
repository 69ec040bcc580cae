import type { Response } from 'express';

const FAILURES = {
  expired: {
    status: 400,
    text: 'Esta entrada expirou ou já foi usada. Entre de novo.',
  },
  refused: {
    status: 400,
    text: 'A entrada não foi concluída. Se você não cancelou, entre de novo.',
  },
  tooMany: {
    status: 429,
    text: 'Muitas entradas foram pedidas a partir da sua rede. Espere um minuto e tente de novo.',
  },
  busy: {
    status: 503,
    text: 'O Portal está muito ocupado ou uma parte dele não responde. Tente de novo em instantes.',
  },
  unreachable: {
    status: 503,
    text: 'O serviço de entrada não respondeu. Tente de novo em alguns minutos.',
  },
};

/** A page that says why somebody is not signed in, with a way on. */
export function sendSignInFailure(res: Response, failure: keyof typeof FAILURES, returnTo: string): void {
  const { status, text } = FAILURES[failure];
  res
    .status(status)
    .set('cache-control', 'no-store')
    .type('html')
    .send(`<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Não foi possível entrar — Portal de Serviços</title>
</head>
<body>
<main>
<h1>Não foi possível entrar</h1>
<p>${text}</p>
<p><a href="/login?returnTo=${encodeURIComponent(returnTo)}">Entrar de novo</a></p>
<p><a href="/">Voltar ao início</a></p>
</main>
</body>
</html>
`);
}
