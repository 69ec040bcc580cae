// What `node dist/main.js doctor` of a service is made of.
export { databaseChecks } from './database-checks.ts';
export * from './examine.ts';
export * from './personal-data-check.ts';
export * from './place-checks.ts';
