/** The conversation on a request, in both consoles. Each brings it with its pages. */
export { ThreadToggle } from '../thread/thread-view.tsx';
export { Conversation, type ConversationRequest, closedWords } from './conversation.tsx';
export { type Erased, useErased } from './erased.ts';
