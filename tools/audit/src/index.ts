export { readExported, toLine } from './exported.ts';
export { withKeptChain } from './kept-chain.ts';
export { type Verdict, verifyChain, verifyDatabase } from './verify.ts';
