/** What both consoles show of a conformance run. Each brings these with its pages. */
export { Thread } from './thread.tsx';
