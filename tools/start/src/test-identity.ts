import { build } from './build.ts';

/** Vitest's global set-up: the local issuer is built, which tests start as a process again and again. */
export default function setup(): Promise<void> {
  return build('build:identity');
}
