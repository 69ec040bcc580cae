import { parseSheetCode } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import { CredentialCheck } from './credential-check.ts';
import { findSheet } from './credential-sheet.ts';

/** Conferir credencial: what is public of a credential, by what is printed on its sheet. */
@Resolver()
export class CredentialCheckQueries {
  @RequiresScopes('anyone')
  @Query(() => CredentialCheck, {
    nullable: true,
    description:
      'How a credential stands now, by the code on its printed sheet; null where no sheet bears it. Nobody finds one without its sheet: the code is 125 bits by chance.',
  })
  async credentialCheck(
    @Arg('code', () => String, {
      description: 'As it is printed; hyphens, spaces and small letters are taken as well.',
    })
    code: string,
    @Ctx() { em, now }: CredentialsContext,
  ): Promise<CredentialCheck | null> {
    const parsed = parseSheetCode(code);
    const found = parsed.ok ? await findSheet(em.fork(), parsed.value) : null;
    if (!found || !parsed.ok) return null;
    const { credential, printedAt, current } = found;
    const { establishment, environment, portfolio, issuedAt, expiresAt, stateChangedAt } = credential;
    const state = stateAt(credential, now());
    return {
      code: parsed.value,
      state,
      stateChangedAt: state === 'EXPIRED' ? expiresAt : stateChangedAt,
      environment,
      portfolio: { slug: portfolio },
      establishmentName: establishment.name,
      establishmentCnes: establishment.cnes,
      municipality: establishment.municipality,
      uf: establishment.uf,
      issuedAt,
      expiresAt,
      sheetPrintedAt: printedAt,
      current,
    };
  }
}
