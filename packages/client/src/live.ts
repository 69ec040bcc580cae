/** The live engine by itself, for the consoles, whose answers go through a cache of their own. */
export { OperationError } from './errors.ts';
export { followLine, isRefusal } from './live-line.ts';
export { LiveSocket } from './live-socket.ts';
