/** The live engine by itself, for the consoles, whose answers go through a cache of their own. */
export { OperationError } from './errors.ts';
export { LiveSocket } from './live-socket.ts';
export { followSubscription, isRefusal } from './live-subscription.ts';
