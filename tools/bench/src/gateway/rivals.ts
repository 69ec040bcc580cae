import { installed } from '../installed.ts';

const DEPENDENCIES = {
  '@apollo/gateway': '2.14.4',
  '@apollo/server': '5.5.1',
  '@graphql-hive/gateway-runtime': '2.12.1',
  '@graphql-mesh/transport-http': '1.2.1',
  graphql: '16.15.0',
};

/** Where the gateways to compare with are installed. */
export function installRivals(): Promise<string> {
  return installed('rivals', DEPENDENCIES);
}
