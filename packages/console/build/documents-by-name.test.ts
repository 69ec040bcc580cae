import { describe, expect, it } from 'vitest';
import { documentNamed, generatedFor, withNames } from './documents-by-name.ts';

describe('documents by name', () => {
  it('are imported one by one', () => {
    const code = withNames('export const Home = graphql(`\n  query HomePage($first: Int) { portfolios { slug } }\n`);');
    expect(code).toContain('export const Home = generatedHomePageDocument;');
    expect(code).toContain("import generatedHomePageDocument from 'portal-document:HomePageDocument';");
  });

  it('have the names that the generator gives to fragments', () => {
    expect(withNames('graphql(/* GraphQL */ `fragment Card on Credential { id }`)')).toContain(
      'generatedCardFragmentDoc',
    );
  });

  it('stay as they are where they have no name, or are put together at run time', () => {
    for (const code of [
      'graphql(`{ viewer { id } }`)',
      'graphql(`query A { $' + '{fields} }`)',
      'const graphql = 1;',
    ]) {
      expect(withNames(code)).toBe(code);
    }
  });

  it('come from the package that they are written in', () => {
    expect(generatedFor('/usr/src/portal/packages/console/src/credentials/acts.ts')).toBe(
      '/usr/src/portal/packages/console/src/gql/graphql.ts',
    );
  });

  it('are what the generated file has under that name', () => {
    const generated = [
      'export const ADocument = {"kind":"Document","a":1} as unknown as DocumentNode<AQuery, AQueryVariables>;',
      'export const AaDocument = {"kind":"Document"} as unknown as DocumentNode<AaQuery, AaQueryVariables>;',
    ].join('\n');
    expect(documentNamed('ADocument', generated)).toBe('{"kind":"Document","a":1}');
    expect(documentNamed('BDocument', generated)).toBeUndefined();
  });
});
