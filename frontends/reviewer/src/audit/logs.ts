/** Whose acts a log holds. */
export const LOGS = { credentials: 'Solicitações e credenciais', homologation: 'Homologação' } as const;
export type Log = keyof typeof LOGS;
