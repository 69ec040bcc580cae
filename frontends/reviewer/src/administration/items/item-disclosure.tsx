import { Disclosure } from '@portal/ui';
import { type ReactNode, useState } from 'react';

interface ItemDisclosureProps {
  summary: string;
  /** Whether something is to be filled in or mended in it: then it opens, and stays so while it is mended. */
  needed: boolean;
  children: ReactNode;
}

/** An item of a long list, of which one opens what one writes. */
export function ItemDisclosure({ summary, needed, children }: ItemDisclosureProps) {
  const [open, setOpen] = useState(needed);
  if (needed && !open) setOpen(true);
  return (
    <Disclosure summary={summary} open={open}>
      {children}
    </Disclosure>
  );
}
