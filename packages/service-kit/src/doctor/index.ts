// What `node dist/main.js doctor` of a service is made of.
export * from './database-checks.ts';
export * from './examine.ts';
export * from './place-checks.ts';
