import { runService } from '@portal/service-kit/process';
import { readGatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';

await runService('gateway', async () => startGateway(readGatewayConfig(process.env)));
