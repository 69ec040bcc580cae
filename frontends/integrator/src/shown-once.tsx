import { CopyButton, Message } from '@portal/ui';
import type { ReactNode } from 'react';

interface ShownOnceProps {
  /** What it is called. */
  readonly what: 'token' | 'segredo' | 'link';
  readonly text: string;
  /** Beside the button that copies. */
  readonly more?: ReactNode;
}

/** A secret for the one time that it is shown, in a dialog that is left by saying that it was kept. */
export function ShownOnce({ what, text, more }: ShownOnceProps) {
  return (
    <>
      <Message tone="warning" role="none">
        <p>
          <strong>Guarde agora: este {what} não será mostrado de novo.</strong>
        </p>
      </Message>
      <p className="secret">
        <code>{text}</code>
      </p>
      <div className="button-row">
        <CopyButton text={text} variant="secondary" size="medium" label={`Copiar ${what}`} />
        {more}
      </div>
    </>
  );
}
