/** What may be the number of a credential. */
export const IDENTIFIER = /^\d{3,20}$/;
