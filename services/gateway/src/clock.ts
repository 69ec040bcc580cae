/** Tells the time; a test tells it otherwise. */
export type Clock = () => Date;

/** The time of this machine. */
export const systemClock: Clock = () => new Date();
