import type { ApolloServerPlugin } from '@apollo/server';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';

const MOST_CHARACTERS = 8 * 1024 * 1024;
/** A longer text is run and not kept: its client sends it each time. */
const LONGEST_TEXT = 100_000;

/**
 * The texts of operations by their SHA-256: automatic persisted queries. Apollo checks a text against its hash and keeps it
 * here once it was found valid; what has to know the text before Apollo does reads it here.
 */
export class PersistedQueries {
  readonly cache = new InMemoryLRUCache<string>({ maxSize: MOST_CHARACTERS, maxEntrySize: LONGEST_TEXT });

  /** The text that a request's `extensions` name; undefined where they name none that is known. */
  async textOf(extensions: unknown): Promise<string | undefined> {
    const hash = (extensions as Extensions)?.persistedQuery?.sha256Hash;
    return typeof hash === 'string' ? this.cache.get(`apq:${hash}`) : undefined;
  }
}

type Extensions = { persistedQuery?: { sha256Hash?: unknown } | null } | null | undefined;

/** Apollo would make a text of whatever stands in the place of the hash, and fail where that cannot be done. */
export const refuseStrangeHashes: ApolloServerPlugin = {
  async requestDidStart({ request }) {
    const persistedQuery = (request.extensions as Extensions)?.persistedQuery;
    if (!persistedQuery || typeof persistedQuery.sha256Hash === 'string') return;
    request.extensions = { ...request.extensions, persistedQuery: { ...persistedQuery, sha256Hash: '' } };
  },
};
