import { remoteConfig } from '@portal/console/vite';
import { defineConfig } from 'vite';

/** Where people begin. */
const FIRST = ['home/home', 'portfolios/portfolio', 'requests/list'].map((page) => `src/${page}.page.tsx`);

export default defineConfig(remoteConfig('integrator', { port: 4000, person: 'ana' }, FIRST));
