import { remoteConfig } from '@portal/console/vite';
import { defineConfig } from 'vite';

export default defineConfig(remoteConfig('reviewer', { port: 4001, person: 'clara' }));
