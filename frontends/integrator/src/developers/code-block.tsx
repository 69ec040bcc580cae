import './code-block.css';
import { CopyButton } from '@portal/ui';
import type { ReactNode } from 'react';

interface CodeBlockProps {
  /** The name of a file, or where the code goes. */
  readonly title: string;
  readonly code: string;
  /** What it is, read aloud at its button: "o exemplo em Python". */
  readonly what: string;
  /** Stands before the button that copies. */
  readonly more?: ReactNode;
}

/** Code as it is, to be copied. Long lines are broken, so that nothing has to be scrolled sideways. */
export function CodeBlock({ title, code, what, more }: CodeBlockProps) {
  return (
    <figure className="code-block">
      <figcaption>
        <span className="code-block-title">{title}</span>
        {more}
        <CopyButton text={code} what={what} />
      </figcaption>
      <pre>
        <code>{code.trimEnd()}</code>
      </pre>
    </figure>
  );
}
