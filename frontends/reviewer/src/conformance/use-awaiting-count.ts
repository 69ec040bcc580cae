import { useRead } from '@portal/console';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { AwaitingReviewCount } from './awaiting-documents.ts';
import { useReadAgain } from './use-read-again.ts';

/** How much waits for who looks at the menu; 0 for who reviews nothing. */
export function useAwaitingCount(reviews: boolean): number {
  const count = useRead({
    query: AwaitingReviewCount,
    pause: !reviews,
    pick: (data) => data.conformanceAwaitingReview,
  });
  const read = () => {
    if (reviews) count.retry();
  };
  useReadAgain(read);
  // Whoever goes on to another page has done what there was to do.
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    read();
  });
  return reviews ? (count.value?.totalCount ?? 0) : 0;
}
