/** Acts that people do in a console, and what they are told of them. Each console brings these with its pages. */
export { actMessage } from './act-message.ts';
export { type Answered, answered } from './answered.ts';
export { makeKey } from './make-key.ts';
export { problemsOf } from './problems-of.ts';
export { type Acted, useAct } from './use-act.ts';
