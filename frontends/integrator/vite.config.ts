import { remoteConfig } from '@portal/console/vite';
import { defineConfig } from 'vite';

export default defineConfig(remoteConfig('integrator', { port: 4000, person: 'ana' }, ['src/home/home.page.tsx']));
