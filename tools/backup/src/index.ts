export { backUp } from './backup.ts';
export { Refused } from './refused.ts';
export { type Restored, restore } from './restore.ts';
