import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** What pdf.js asks for by address while it reads a file: decoders without WebAssembly, and the fonts that a PDF may leave out. */
const NEEDED = { decoders: ['wasm', /_nowasm_fallback\.js$/], fonts: ['standard_fonts', /\.(pfb|ttf)$/] } as const;

/** Serves pdf.js's own files from the console's address, `pdf/`: nothing comes from anywhere else. */
export function pdfFiles(): Plugin {
  const files = new Map<string, string>();
  for (const [place, [folder, wanted]] of Object.entries(NEEDED)) {
    for (const name of readdirSync(join(PDFJS, folder)).filter((file) => wanted.test(file))) {
      files.set(`pdf/${place}/${name}`, join(PDFJS, folder, name));
    }
  }
  return {
    name: 'pdf-files',
    configureServer(server) {
      server.middlewares.use((req, res, next) => {
        const path = files.get((req.url ?? '').slice(server.config.base.length).replace(/\?.*/, ''));
        if (!path) return next();
        if (path.endsWith('.js')) res.setHeader('content-type', 'text/javascript');
        res.end(readFileSync(path));
      });
    },
    generateBundle() {
      for (const [fileName, path] of files) this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    },
  };
}
