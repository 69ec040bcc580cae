import { readFile } from 'node:fs/promises';
import { schemaFile } from './paths.ts';

/** The supergraph's SDL, which the gateway runs. */
export function readSupergraph(): Promise<string> {
  return readFile(schemaFile('supergraph.graphql'), 'utf8');
}

/** The public API's SDL: what clients see, with its descriptions. */
export function readApi(): Promise<string> {
  return readFile(schemaFile('api.graphql'), 'utf8');
}
