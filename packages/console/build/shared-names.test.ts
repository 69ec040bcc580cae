import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { takenFrom } from './shared-names.ts';

const taken = (code: string) => takenFrom(parseAst(code, { lang: 'tsx' }).body as never);

describe('what a console takes of the shell', () => {
  it('are the names of its imports and of what it passes on', () => {
    expect(
      taken(`
        import { Link, useParams as params } from 'react-router';
        export { Card } from '@portal/ui';
        import * as React from 'react';
      `),
    ).toEqual([
      ['react-router', 'Link'],
      ['react-router', 'useParams'],
      ['@portal/ui', 'Card'],
      ['react', '*'],
    ]);
  });

  it('are no types, no packages of its own, and nothing that only looks like an import', () => {
    expect(
      taken(`
        import type { RouteObject } from 'react-router';
        import { type MenuItem } from '@portal/ui';
        import { formatCnpj } from '@portal/domain';
        const text = "import { Form } from 'react-router'";
        const page = <p>import {'{'} Form {'}'} from 'react-router'</p>;
      `),
    ).toEqual([]);
  });
});
