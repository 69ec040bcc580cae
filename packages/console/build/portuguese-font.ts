/// <reference path="./subset-font.d.ts" />
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
const accented = 'áàâãéêíóôõúüçÁÀÂÃÉÊÍÓÔÕÚÜÇºª';
const signs = '\u00a0§°·–—‘’“”…•';

/**
 * Has a page fetch the font with its script: come later, it would move what the page shows by then, under who presses a
 * button there.
 */
export function fontAhead(): Plugin {
  let base = '/';
  return {
    name: 'portal-font-ahead',
    apply: 'build',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter((name) => /raleway[^/]*\.woff2$/.test(name));
        return fonts.map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `${base}${name}` },
          injectTo: 'head',
        }));
      },
    },
  };
}

/** What the styles ask of the font: figures of one height, and letters at their right distance. */
const features = ['lnum', 'kern'];

/**
 * Leaves in the font what Portuguese is written with, and no hints for screens of the nineties: 27 kB instead of 48.
 * Whatever else comes up has the next font.
 */
export function portugueseFont(): Plugin {
  return {
    name: 'portal-portuguese-font',
    apply: 'build',
    async generateBundle(_options, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.woff2')) continue;
        const whole = Buffer.from(file.source);
        file.source = await subsetFont(whole, ascii + accented + signs, {
          targetFormat: 'woff2',
          keepFeatures: features,
          noHinting: true,
        });
      }
    },
  };
}
