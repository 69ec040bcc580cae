import type { EnumDescription } from './enum-description.ts';

/** Whether a file was looked at for malware. */
export const ScanState = {
  PENDING: 'PENDING',
  CLEAN: 'CLEAN',
  INFECTED: 'INFECTED',
} as const;

/** Whether a file was looked at for malware. */
export type ScanState = keyof typeof ScanState;

/** Its words in the API. */
export const SCAN_STATE_ENUM: EnumDescription<ScanState> = {
  name: 'ScanState',
  description: 'Whether a file was looked at for malware.',
  valuesConfig: {
    PENDING: { description: 'Not yet looked at; cannot be downloaded.' },
    CLEAN: { description: 'Nothing found, or no scanner is configured.' },
    INFECTED: { description: 'Malware found; cannot be downloaded.' },
  },
};
