import './notices.css';
import { formatDateTime, NOTICE_KIND_LABELS, type NoticeFacts, noticePath, noticeSentence } from '@portal/domain';
import { Icon } from '@portal/ui';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { MarkNoticesRead } from './notices.documents.ts';

interface NoticeLineProps {
  notice: NoticeFacts & { id: string; at: string; readAt: string | null };
}

/** A notice, and the way to the page it tells of; whoever goes there has read it. */
export function NoticeLine({ notice }: NoticeLineProps) {
  const [, mark] = useMutation(MarkNoticesRead);
  const { id, kind, side, at, readAt } = notice;
  return (
    <div className={readAt === null ? 'notice-line is-unread' : 'notice-line'}>
      <Link
        to={noticePath(notice)}
        onClick={() => {
          if (readAt === null) void mark({ input: { side, ids: [id] } });
        }}
      >
        {noticeSentence(notice)}
      </Link>
      <p>
        {readAt === null && (
          <strong>
            <Icon name="circle" /> Não lido ·{' '}
          </strong>
        )}
        {NOTICE_KIND_LABELS[kind]} · {formatDateTime(at)}
      </p>
    </div>
  );
}
