import type { MenuItem } from '@portal/ui';
import type { CombinedError, TypedDocumentNode } from '@urql/core';
import type { RouteObject } from 'react-router';

/**
 * A subscription with a cursor: one field, whose value carries `cursor`, and the variable `after`. What it selects is
 * written into the cache, so select what the pages show of what changed.
 */
export type LiveDocument = TypedDocumentNode<Record<string, unknown>, { after?: string | null }>;

/** A link at the foot of every page. */
export interface FooterLink {
  label: string;
  /** An address of the console. */
  to?: string;
  /** An address outside of it. */
  href?: string;
}

/** A page that one may be looking for. */
export interface Suggestion {
  /** Its address, which no other suggestion has. */
  to: string;
  label: string;
  /** What tells it from others of the same name. */
  detail?: string;
}

/** What is suggested for the words in the search field so far. */
export interface Suggested {
  /** By kind; a kind without any is left out. */
  groups: readonly { title: string; suggestions: readonly Suggestion[] }[];
  /** More are being asked for. */
  reading: boolean;
  /** Why they, or some of them, could not be read. */
  error: CombinedError | undefined;
}

/** Reads the graph for some words, and for none where they are null. */
export type UseSuggestions = (words: string | null) => Suggested;

/** What a console is to the frame that it stands in: the default export of its `./console`. */
export interface ConsoleRemote {
  /** CONSOLE_CONTRACT of `@portal/console/contract`, as it was when the console was built. */
  contract: number;
  /** The name it is built and served under. */
  name: string;
  /** Stands under the Portal's name in the header: "Integração com a RNDS". */
  title: string;
  /** A hook that answers the main menu; may read the graph. Also makes the site map. */
  useMenu: () => readonly MenuItem[];
  /** The search field in the header; without it there is none. */
  search?: {
    /** "Buscar no Portal". */
    label: string;
    /** The address that shows the results. */
    to: (text: string) => string;
    /** Loads what suggests pages while one types, once the field is gone to. */
    suggestions?: () => Promise<{ useSuggestions: UseSuggestions }>;
  };
  /** Its pages, from `/` on. Give pages `lazy` so that the first view stays small. */
  routes: RouteObject[];
  /** The subscriptions that run while somebody is signed in, one each for the whole console. */
  live: readonly LiveDocument[];
  /** Links at the foot of every page, before those that every console has. */
  footer?: readonly FooterLink[];
}
