import { OperationError } from './errors.ts';

/**
 * A root field's value that has to be there. In an answer without errors a list or a payload always is: null means that
 * this field failed, and is what a partial answer holds in its place.
 */
export function present<Value>(value: Value | null | undefined): Value {
  if (value !== null && value !== undefined) return value;
  throw new OperationError([
    { message: 'The field was not answered: its value is null', extensions: { code: 'UNKNOWN' } },
  ]);
}
