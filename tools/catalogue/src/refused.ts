/** What would be done otherwise than was asked for; the message says what to do. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
