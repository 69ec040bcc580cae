import type { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { personNamed } from './people.ts';
import { errorPage, PAGE_HEADERS, signInPage } from './sign-in-page.ts';

const INTERACTION = /^\/interaction\/[\w-]+$/;
const FORM_LIMIT = 1_024;

/** Answers `/interaction/:uid`: at once where `login_hint` names one of the people, else with the page that lists them. */
export function answerInteractions(provider: Provider, cookieName: string): void {
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    if (!INTERACTION.test(ctx.path)) return next();
    ctx.set(PAGE_HEADERS);
    const interaction = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined);
    if (!interaction) {
      ctx.status = 400;
      ctx.body = errorPage();
      return;
    }
    const chosen = ctx.method === 'POST' ? await chosenPerson(ctx.req) : interaction.params.login_hint;
    const person = personNamed(chosen);
    if (!person) {
      ctx.body = signInPage();
      return;
    }
    // The issuer leaves one such cookie behind for each sign-in.
    ctx.cookies.set(cookieName, null, { path: ctx.path });
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login: { accountId: person.sub } }));
  });
}

async function chosenPerson(request: IncomingMessage): Promise<string | null> {
  let form = '';
  for await (const chunk of request) {
    form += chunk;
    if (form.length > FORM_LIMIT) return null;
  }
  return new URLSearchParams(form).get('person');
}
