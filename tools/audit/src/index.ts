export { withKeptChain } from './kept-chain.ts';
export { readExported } from './read-exported.ts';
