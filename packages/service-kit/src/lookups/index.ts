// What is looked up at credentials and trusted for as long as its changes are heard of.
export * from './credential-changes.ts';
export * from './trusted-lookups.ts';
