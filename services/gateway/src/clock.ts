/** Tells the time: the database's, or another one in a test. */
export type Clock = () => Date;
