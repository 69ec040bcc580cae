// Apollo Gateway in Apollo Server as its documentation starts it, with its defaults. Run from the rivals' folder.
import { createRequire } from 'node:module';
import { answerParent } from './reporting.ts';

const { SUPERGRAPH = '', RIVALS = '' } = process.env;
const rival = createRequire(`${RIVALS}/package.json`);
const { ApolloGateway } = rival('@apollo/gateway');
const { ApolloServer } = rival('@apollo/server');
const { startStandaloneServer } = rival('@apollo/server/standalone');
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: SUPERGRAPH }) });
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
answerParent({ url });
