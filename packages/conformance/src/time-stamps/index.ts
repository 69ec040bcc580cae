export { askForStamp, type StampQuestion } from './ask.ts';
export { certificatesIn, readStamp, type Stamp, type StampFault, StampRefused } from './stamp.ts';
