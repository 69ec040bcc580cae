import { randomBytes, randomUUID } from 'node:crypto';

/** Where a document stands; CURRENT until another replaces it or it is deleted. */
export type DocumentState = 'CURRENT' | 'REPLACED' | 'DELETED';

/** A document that was accepted. */
export interface StoredDocument {
  /** As the RNDS names them: a UUID and four characters. */
  id: string;
  credentialId: string;
  /** Whose credential it is. */
  ownerId: string;
  requesterIdentifier: string;
  identifierSystem: string;
  identifierValue: string;
  kind: string;
  subject: string | null;
  state: DocumentState;
  replaces: string | null;
  createdAt: Date;
  /** The Bundle as it was sent, in JSON. */
  content: string;
}

/** How long it takes until a document can be read, and replaced. */
export const READABLE_AFTER_MS = 3_000;

const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `3fa85f64-5717-4562-b3fc-2c963f66afa6-r3x7` */
export function newDocumentId(): string {
  const last = [...randomBytes(4)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return `${randomUUID()}-${last}`;
}

/** Whether a text may be the id of one. */
export function isDocumentId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[a-z0-9]{4}$/.test(text);
}
