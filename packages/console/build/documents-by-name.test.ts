import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { generatedFor, withNames } from './documents-by-name.ts';

const named = (code: string) => withNames(code, parseAst(code, { lang: 'tsx' }));

describe('documents by name', () => {
  it('are imported one by one', () => {
    const code = named(
      "const título = 'Solicitações — já';\nexport const Home = graphql(`\n  query HomePage($first: Int) { portfolios { slug } }\n`);",
    );
    expect(code).toContain("const título = 'Solicitações — já';\nexport const Home = generatedHomePageDocument;");
    expect(code).toContain("import generatedHomePageDocument from 'portal-document:HomePageDocument';");
  });

  it('have the names that the generator gives to fragments', () => {
    expect(named('graphql(/* GraphQL */ `fragment Card on Credential { id }`)')).toContain('generatedCardFragmentDoc');
  });

  it('stay as they are where they have no name, or are put together at run time, or only look like a call', () => {
    for (const code of [
      'graphql(`{ viewer { id } }`)',
      'graphql(`query A { $' + '{fields} }`)',
      'graphql(text)',
      '// graphql(`query A { viewer { id } }`)',
      "const text = 'graphql(`query A { viewer { id } }`)';",
    ]) {
      expect(named(code)).toBe(code);
    }
  });

  it('are found in the package that they are written in', () => {
    expect(generatedFor('/usr/src/portal/packages/console/src/credentials/acts.ts')).toBe(
      '/usr/src/portal/packages/console/src/gql/graphql.ts',
    );
  });
});
