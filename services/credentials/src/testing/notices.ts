import type { MessageSide } from '@portal/domain';
import type { Caller } from '@portal/service-kit';
import type { TestService } from './service.ts';

/** A notice as these tests see it. */
export interface SeenNotice {
  id: string;
  kind: string;
  at: string;
  readAt: string | null;
  protocol: string | null;
  accessRequestId: string | null;
  credentialId: string | null;
  teamId: string | null;
  deadline: string | null;
}

/** A person's notices of a side, the newest first, and how many are unread. Who asks is known from then on. */
export async function noticesFor(service: TestService, person: Caller, side: MessageSide, more = '') {
  const { data, errors } = await service.ask<{
    viewer: { unreadNoticeCount: number; notices: { totalCount: number; edges: { node: SeenNotice }[] } };
  }>(
    person,
    `query ($side: MessageSide!) { viewer { unreadNoticeCount(side: $side) notices(side: $side, first: 100 ${more}) {
      totalCount edges { node { id kind at readAt protocol accessRequestId credentialId teamId deadline } } } } }`,
    { side },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const { unreadNoticeCount: unread, notices } = data.viewer;
  return { unread, total: notices.totalCount, notices: notices.edges.map(({ node }) => node) };
}
