import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { remoteConfig } from '@portal/console/vite';
import { defineConfig, mergeConfig, type Plugin } from 'vite';

const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** What pdf.js asks for by address while it reads a file: decoders without WebAssembly, and the fonts that a PDF may leave out. */
const NEEDED = { decoders: ['wasm', /_nowasm_fallback\.js$/], fonts: ['standard_fonts', /\.(pfb|ttf)$/] } as const;

/** Serves pdf.js's own files from the console's address: nothing comes from anywhere else. */
function pdfFiles(): Plugin {
  return {
    name: 'pdf-files',
    apply: 'build',
    generateBundle() {
      for (const [place, [folder, wanted]] of Object.entries(NEEDED)) {
        for (const name of readdirSync(join(PDFJS, folder)).filter((file) => wanted.test(file))) {
          this.emitFile({
            type: 'asset',
            fileName: `pdf/${place}/${name}`,
            source: readFileSync(join(PDFJS, folder, name)),
          });
        }
      }
    },
  };
}

export default defineConfig(mergeConfig(remoteConfig('reviewer'), { plugins: [pdfFiles()] }));
