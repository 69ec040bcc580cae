/** What cannot be backed up or restored, and what to do, in a line. */
export class Refused extends Error {}
