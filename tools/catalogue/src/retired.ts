import { isDeepStrictEqual } from 'node:util';
import { type PortfolioFile, portfolioFile } from '@portal/catalogue/portfolio-file';
import type { ClientBase } from 'pg';

/** All that portfolios ever said, as far as the versions of the interface tell. */
export async function readFormer(credentials: ClientBase): Promise<PortfolioFile[]> {
  const { rows } = await credentials.query<{ body: PortfolioFile }>(
    `select body from content_edition where body is not null
     and item_id in (select id from content_item where kind = 'PORTFOLIO')`,
  );
  return rows.map(({ body }) => body);
}

/**
 * What a file gives codes or slugs to that were of something else once, as the interface refuses it too: by the same id the
 * new one would stand in what was decided under the old one. A version that had them may come back as it was.
 */
export function retiredIn(
  file: PortfolioFile,
  former: readonly PortfolioFile[],
  inUse: readonly PortfolioFile[],
): string[] {
  const own = former.filter(({ slug }) => slug === file.slug);
  if (own.some((body) => isDeepStrictEqual(portfolioFile.safeParse(body).data, file))) return [];
  const now = inUse.filter(({ slug }) => slug === file.slug);
  const codes = (['HOMOLOGATION', 'PRODUCTION'] as const).flatMap((environment) => {
    const codesOf = (bodies: readonly PortfolioFile[]) =>
      bodies.flatMap(({ requirements }) => requirements[environment].map(({ code }) => code));
    return again(codesOf([file]), codesOf(own), codesOf(now)).map(
      (code) => `the requirement ${code} of ${environment} was retired`,
    );
  });
  const slugsOf = (bodies: readonly PortfolioFile[]) =>
    bodies.flatMap(({ services }) => services.map(({ slug }) => slug));
  const slugs = again(slugsOf([file]), slugsOf(former), slugsOf(inUse)).map(
    (slug) => `the service ${slug} was retired`,
  );
  return [...codes, ...slugs].map(
    (what) => `${file.slug}.yaml: ${what}; name it otherwise, or go back to a version that has it in the interface`,
  );
}

/** Those that were there once and are no more. */
function again(wanted: readonly string[], once: readonly string[], now: readonly string[]): string[] {
  return wanted.filter((one) => once.includes(one) && !now.includes(one));
}
