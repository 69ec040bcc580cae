import { Fragment } from 'react';

/** A text of the schema, which is in English, with its `code` as code. */
export function SchemaText({ text }: { readonly text: string }) {
  return (
    <span lang="en">
      <WithCode text={text} />
    </span>
  );
}

/** A sentence with its `code` as code. */
export function WithCode({ text }: { readonly text: string }) {
  return codeOf(text).map(({ part, at, isCode }) =>
    isCode ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>,
  );
}

/** The parts of a text, those between backticks as code. */
function codeOf(text: string): { part: string; at: number; isCode: boolean }[] {
  let at = 0;
  return text.split('`').map((part, index) => {
    const piece = { part, at, isCode: index % 2 === 1 };
    at += part.length + 1;
    return piece;
  });
}
