import { Link } from 'react-router';
import { addressOfItem, type TypeUse } from './reference.ts';

/** What every GraphQL API has, and no page describes. */
const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

/** A type as it is written, leading to its page. */
export function TypeLink({ type: { text, name } }: { readonly type: TypeUse }) {
  const [before, after] = text.split(name);
  return (
    <code>
      {before}
      {BUILT_IN.has(name) ? name : <Link to={addressOfItem(name)}>{name}</Link>}
      {after}
    </code>
  );
}
