/** What the button of a thread says: that one may ask, or how much was written. */
export function messagesWord({
  messageCount,
  unreadMessages,
}: {
  messageCount: number;
  unreadMessages: number;
}): string {
  if (messageCount === 0) return 'Perguntar';
  const all = messageCount === 1 ? '1 mensagem' : `${messageCount} mensagens`;
  return unreadMessages === 0 ? all : `${all}, ${newWord(unreadMessages)}`;
}

/** How many messages are new. */
export function newMessagesWord(unread: number): string {
  return unread === 1 ? '1 mensagem nova' : `${unread} mensagens novas`;
}

const newWord = (unread: number) => (unread === 1 ? '1 nova' : `${unread} novas`);
