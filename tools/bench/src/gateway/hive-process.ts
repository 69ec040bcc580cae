// Hive Gateway as its documentation starts it under Node, with its defaults. Run from the rivals' folder.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { answerParent, listen } from './reporting.ts';

const { SUPERGRAPH = '', RIVALS = '' } = process.env;
const rival = createRequire(`${RIVALS}/package.json`);
const { createGatewayRuntime } = await import(pathToFileURL(rival.resolve('@graphql-hive/gateway-runtime')).href);
const gateway = createGatewayRuntime({ supergraph: SUPERGRAPH, logging: false, maskedErrors: true });
answerParent({ url: `${await listen(createServer(gateway))}/graphql` });
