import type { GatewayContext } from './gateway-context.ts';

/** A resolver of a field that the gateway answers itself. */
// biome-ignore lint/suspicious/noExplicitAny: a field's arguments have the shape of its SDL
export type OwnResolver = (args: any, context: GatewayContext) => unknown;

/** Fields of the API that the gateway answers from its own database: their SDL, and a resolver for each root field. */
export interface OwnFields {
  sdl: string;
  resolvers: { Query?: Record<string, OwnResolver>; Mutation?: Record<string, OwnResolver> };
}
