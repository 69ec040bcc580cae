export * from './checkpoint.ts';
export * from './link.ts';
export * from './verify-chain.ts';
