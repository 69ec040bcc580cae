/** What both consoles show of a conformance run, and how often it is read. Each brings these with its pages. */
export { newMessagesWord } from './messages-word.ts';
export { Thread } from './thread.tsx';
export { useSoon } from './use-soon.ts';
