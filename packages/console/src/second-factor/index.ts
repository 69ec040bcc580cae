/** Keys of who administrates, as the browser asks for them. */
export { askForNewKey, type KeyAnswer } from './ask-key.ts';
