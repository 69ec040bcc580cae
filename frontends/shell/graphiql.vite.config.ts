// A build of its own: the page at /graphql shares nothing with the console and may weigh what it weighs.
import { shellConfig } from '@portal/console/vite';
import { defineConfig } from 'vite';

export default defineConfig(shellConfig('graphiql.html', false));
