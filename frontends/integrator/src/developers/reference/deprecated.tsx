import { formatDate } from '@portal/domain';
import { Message } from '@portal/ui';
import { Link } from 'react-router';
import { SchemaText } from '../prose.tsx';
import { sectionAddress } from '../sections.ts';
import type { Deprecation } from './reference.ts';

/** That something goes, when, and what to use in its place. */
export function Deprecated({ deprecation: { reason, from } }: { readonly deprecation: Deprecation }) {
  return (
    <Message tone="warning" role="none">
      <p>
        <strong>Obsoleto.</strong> {goneSentence(from)}{' '}
        <Link to={sectionAddress('descontinuacao')}>Política de descontinuação</Link>
      </p>
      {reason && (
        <p>
          <SchemaText text={reason} />
        </p>
      )}
    </Message>
  );
}

/** From when on it may be gone. */
export function goneSentence(from: string | null): string {
  // Noon: the date is a day of the calendar, the same in every time zone of Brazil.
  return from === null ? 'Use outro em seu lugar.' : `Pode sair a partir de ${formatDate(`${from}T12:00:00-03:00`)}.`;
}
