/** What both consoles show of a conformance run. Each brings these with its pages. */
export { newMessagesWord } from './messages-word.ts';
export { Thread } from './thread.tsx';
