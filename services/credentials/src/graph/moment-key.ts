import { z } from 'zod';

const moment = z.iso.datetime().refine((text) => !text.startsWith('0000'));

/** Where a row stands in this list by a moment and then by id, as its cursor holds it. The database knows no year 0. */
export function momentKey(list: string) {
  return z.tuple([z.literal(list), moment, z.uuid()]).transform(([, at, id]): [string, string] => [at, id]);
}
