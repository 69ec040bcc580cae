import type { PatchOperation } from '../corrections/patch.ts';
import type { RndsDocument } from './rnds-document.ts';

/** A rule of the RNDS that no profile holds (CodeSystem RNDSErros, the Ministry's list v3.0 of 20/09/2024). */
export interface RndsRule {
  /** As an answer of the RNDS has it: `EHR-ERR923`. */
  code: string;
  /** Each place where it is broken, with what is wrong there and what to do, in Portuguese. */
  broken(document: RndsDocument): Breach[];
}

/** A place where a rule is broken. */
export interface Breach {
  path: readonly (string | number)[];
  message: string;
  /** What corrects it, where that can be told. */
  patch?: PatchOperation | undefined;
}
