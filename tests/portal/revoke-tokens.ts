import { afterAll } from 'vitest';
import { revokeMade } from './machine.ts';

// For each file anew, as a set-up file is: what several files import is loaded once for all of them.
afterAll(revokeMade);
