import type { AccessRequestAction, AccessRequestState, CredentialAction } from '@portal/domain';

/** What happens to a credential: what people do to it, its issue, an alteration of it that is approved, its coming to another team, and its end. */
export type CredentialAct = CredentialAction | 'ISSUE' | 'ALTER' | 'TRANSFER' | 'EXPIRE';

/** What happens to a run of conformance that is told of here. */
export type RunAct = 'COMPLETE_RUN';

/** What happens to a message on a request. */
export type MessageAct = 'WRITE_MESSAGE' | 'ERASE_MESSAGE';

/** What becomes of somebody in a team. */
export type MemberAct = 'JOIN_TEAM' | 'LEAVE_TEAM' | 'CHANGE_TEAM_ROLE';

/** A change as it stands on the live line. */
export interface Change {
  /** Its place, in commit order. */
  pos: number;
  at: Date;
  /** Identifier of this very change. */
  id: string;
  /** Null for what was written before it was kept. */
  act: AccessRequestAction | CredentialAct | RunAct | MessageAct | MemberAct | null;
  /** A run of conformance is told of with its credential, a message with its request, a member by its person. */
  subject: 'ACCESS_REQUEST' | 'CREDENTIAL' | 'CONFORMANCE_RUN' | 'MESSAGE' | 'TEAM_MEMBER' | 'NOTICE';
  /** Of a run, its credential; of a message, its request; of a member, or of notices that were read, the person. */
  subjectId: string;
  /** The team that it belongs to, or the person while there is none; of notices that were read, their person. */
  ownerId: string;
  /** The line of the history, the run, the message, or the notice; of a credential that was transferred, the team it was of. */
  eventId: string | null;
  /** Notices that came with one occasion: by their people, who alone are told. */
  told: Readonly<Record<string, string>> | null;
  /** Of what happened on a request, its portfolio; null of all else. */
  portfolio: string | null;
  from: AccessRequestState | null;
  to: AccessRequestState | null;
}

/** Which changes a subscriber is to see, in the same words for the database and for the live ones. */
export interface Interest {
  subject: Change['subject'];
  /** Only what belongs to one of these. */
  holders?: Set<string>;
  /** Only what belongs to this person and to their teams, which are kept among the holders as they come and go. */
  personId?: string;
  /** Only those of this request. */
  subjectId?: string;
  /** Only those that touch the reviewers' queue. */
  queue?: true;
  /** Only those on requests of these portfolios; null for all. */
  portfolios?: readonly string[] | null;
}

/** States that are in the reviewers' queue. */
export const QUEUE_STATES: readonly AccessRequestState[] = ['SUBMITTED', 'IN_REVIEW'];

/** Whether a change is of interest. */
export function concerns({ subject, holders, subjectId, queue, portfolios }: Interest, change: Change): boolean {
  if (change.subject !== subject) return false;
  if (holders && !holders.has(change.ownerId) && !Object.keys(change.told ?? {}).some((id) => holders.has(id))) {
    return false;
  }
  if (portfolios && !portfolios.includes(change.portfolio ?? '')) return false;
  if (subjectId !== undefined && change.subjectId !== subjectId) return false;
  return !queue || [change.from, change.to].some((state) => state !== null && QUEUE_STATES.includes(state));
}
