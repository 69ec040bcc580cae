import { z } from 'zod';

/** Where a row stands in a list by a moment and then by id, as its cursor holds it. The database knows no year 0. */
export const momentKey = z.tuple([z.iso.datetime().refine((text) => !text.startsWith('0000')), z.uuid()]);
