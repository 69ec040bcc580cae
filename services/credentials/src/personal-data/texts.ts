import { personalTexts } from '@portal/service-kit';
import { PERSONAL_TEXTS } from './columns.ts';

/** Reads and writes the texts about people of this database. */
export const { sealedText, sealText } = personalTexts(PERSONAL_TEXTS);
