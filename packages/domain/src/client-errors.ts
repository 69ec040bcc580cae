/** How an error came about that a page of a console tells the portal of. */
export const CLIENT_ERROR_KINDS = ['error', 'rejection', 'render', 'preload'] as const;

export type ClientErrorKind = (typeof CLIENT_ERROR_KINDS)[number];
