import type { AssuranceLevel, MessageSide, Permission, Role } from '@portal/domain';
import { useSyncExternalStore } from 'react';

/** The person who is signed in. */
export interface Viewer {
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  assuranceLevel: AssuranceLevel;
  /** What they may do for the Ministry. */
  permissions: Permission[];
  /** How many notices were unread when the page began; null where it could not be counted. */
  unread: Record<MessageSide, number | null>;
}

/** What is known about who is here. */
export type SessionState =
  | { status: 'asking' }
  /** It could not be told whether somebody is signed in: that is not the same as nobody. */
  | { status: 'unreachable'; traceId: string | undefined }
  | { status: 'anonymous' }
  | { status: 'signed-in'; viewer: Viewer }
  /** Somebody was signed in; the page waits, as it is, for the same person to sign in again. */
  | { status: 'over'; viewer: Viewer };

/** Other tabs of the same origin say here that somebody signed in. */
const channelName = 'portal-session';

/** Knows who is signed in, and when that ends. */
export interface Session {
  readonly state: SessionState;
  /** Taken before the first read: live changes continue from here. Null for anonymous visitors. */
  readonly changesCursor: string | null;
  subscribe(listener: () => void): () => void;
  /** Asks the server who is here. */
  ask(): Promise<void>;
  /** The server no longer knows the person: the frame asks them to sign in again. */
  end(): void;
  /** Resolves once it was asked for who is here, whatever came of it. */
  known(): Promise<void>;
  /** Resolves when the same person is signed in, at once when they are. */
  resumed(): Promise<void>;
  /** A cursor of now, for when the last one is too old. */
  freshCursor(): Promise<string | null>;
}

interface Answer<Data> {
  data?: Data | null;
  errors?: readonly { path?: readonly (string | number)[]; extensions?: { traceId?: string } }[];
}

async function askGraph<Data>(url: string, query: string): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** The graph answered, but not what was asked for. */
class NoAnswer extends Error {
  constructor(readonly traceId: string | undefined) {
    super('The graph did not say who is here');
  }
}

/**
 * Who is here, null for a visitor, and, where it is wanted, a cursor from before anything is read. With an error beside it
 * a null viewer means nothing: throws then. That a visitor has no cursor is no such error.
 */
async function askWho(url: string, wantsCursor: boolean): Promise<{ viewer: Viewer | null; cursor: string | null }> {
  const unread = 'INTEGRATOR: unreadNoticeCount(side: INTEGRATOR) REVIEWERS: unreadNoticeCount(side: REVIEWERS)';
  const query = `query Viewer { viewer { id name email roles assuranceLevel permissions ${unread} }${wantsCursor ? ' changesCursor' : ''} }`;
  const { data, errors = [] } = await askGraph<ViewerAnswer>(url, query);
  const about = errors.filter(({ path }) => path?.[0] !== 'changesCursor');
  if (!data || (!data.viewer && about.length > 0))
    throw new NoAnswer(about.find((one) => one.extensions?.traceId)?.extensions?.traceId);
  const cursor = data.changesCursor ?? null;
  if (!data.viewer) return { viewer: null, cursor };
  const { INTEGRATOR, REVIEWERS, ...viewer } = data.viewer;
  return { viewer: { ...viewer, unread: { INTEGRATOR, REVIEWERS } }, cursor };
}

interface ViewerAnswer {
  viewer: (Omit<Viewer, 'unread'> & Viewer['unread']) | null;
  changesCursor?: string | null;
}

const cursorQuery = 'query ChangesCursor { changesCursor }';

/** `reload` starts the page anew, when somebody else has signed in. */
export function createSession(url: string, reload: () => void = () => location.reload()): Session {
  let state: SessionState = { status: 'asking' };
  let changesCursor: string | null = null;
  const listeners = new Set<() => void>();

  function become(next: SessionState) {
    state = next;
    for (const listener of listeners) listener();
  }

  async function freshCursor() {
    const answer = await askGraph<{ changesCursor: string }>(url, cursorQuery).catch(() => null);
    return answer?.data?.changesCursor ?? null;
  }

  /** Resolves once the state is another, at once where it is. */
  function past(status: SessionState['status']): Promise<void> {
    return new Promise((resolve) => {
      if (state.status !== status) return resolve();
      const listener = () => {
        if (state.status === status) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
  }

  let asking: Promise<void> | null = null;
  function ask() {
    asking ??= askOnce().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function askOnce() {
    const before = state;
    try {
      const { viewer, cursor } = await askWho(url, changesCursor === null);
      changesCursor ??= cursor;
      adopt(before, viewer);
    } catch (cause) {
      // Whoever was known to be here still is, as far as anybody knows.
      if (before.status !== 'asking' && before.status !== 'unreachable') return;
      become({ status: 'unreachable', traceId: cause instanceof NoAnswer ? cause.traceId : undefined });
    }
  }

  function adopt(before: SessionState, viewer: Viewer | null) {
    const known = before.status === 'signed-in' || before.status === 'over' ? before.viewer : null;
    if (known && viewer && known.id !== viewer.id) return reload();
    if (viewer) return become({ status: 'signed-in', viewer });
    become(known ? { status: 'over', viewer: known } : { status: 'anonymous' });
  }

  if (typeof BroadcastChannel !== 'undefined') {
    new BroadcastChannel(channelName).onmessage = () => {
      if (state.status === 'over') void ask();
    };
  }

  return {
    get state() {
      return state;
    },
    get changesCursor() {
      return changesCursor;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask,
    end() {
      if (state.status === 'signed-in') become({ status: 'over', viewer: state.viewer });
    },
    known: () => past('asking'),
    resumed: () => past('over'),
    freshCursor,
  };
}

/** Ends the person's sessions in every browser, this one's too; false where the portal did not say that it did. */
export async function endAllSessions(url = '/graphql'): Promise<boolean> {
  const mutation = 'mutation EndAllSessions { endAllSessions { endedSessions } }';
  const answer = await askGraph<{ endAllSessions: object }>(url, mutation).catch(() => null);
  return answer !== null;
}

/** Tells the other tabs that somebody signed in here. */
export function announceSignIn() {
  new BroadcastChannel(channelName).postMessage('signed-in');
}

/** Follows a session's state. */
export function useSessionState(session: Session): SessionState {
  return useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.state,
  );
}

/** Where the sign-in begins; it comes back to `returnTo`, or to where one is. */
export function signInUrl(returnTo: string = location.pathname + location.search): string {
  return `/login?returnTo=${encodeURIComponent(returnTo)}`;
}
