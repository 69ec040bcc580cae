import { shellConfig } from '@portal/console/vite';
import { defineConfig } from 'vite';

export default defineConfig(shellConfig('index.html'));
