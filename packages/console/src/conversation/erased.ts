import { useCallback, useState } from 'react';

/** When messages were erased, by their ids. */
type ErasedAt = ReadonlyMap<string, string>;

/** A message, as far as it was erased or not. */
export interface ErasableMessage {
  readonly messageId: string;
  readonly erasedAt: string | null;
}

/** The messages that are known to have been erased since they were read. */
export interface Erased {
  readonly at: ErasedAt;
  /** Notes a message as it is told now; one that stands is none. */
  readonly note: (message: ErasableMessage) => void;
}

/** Keeps what was erased while a page is open: only the newest page of a thread is read again, and any may be erased. */
export function useErased(): Erased {
  const [at, setAt] = useState<ErasedAt>(new Map());
  const note = useCallback(({ messageId, erasedAt }: ErasableMessage) => {
    if (erasedAt !== null) setAt((before) => new Map(before).set(messageId, erasedAt));
  }, []);
  return { at, note };
}

/** A message that was read, without its words where it was erased since. */
export function asErased<Message extends ErasableMessage & { readonly text: string | null }>(
  message: Message,
  erased: ErasedAt,
): Message {
  const erasedAt = erased.get(message.messageId);
  return erasedAt === undefined ? message : { ...message, text: null, erasedAt };
}
