import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installed } from '../installed.ts';

const DEPENDENCIES = { lighthouse: '13.5.0' };

/** What one look of Lighthouse as a telephone on a slow network finds. */
export interface Look {
  /** Of 100. */
  score: number;
  largestPaintMs: number;
  blockedMs: number;
  layoutShift: number;
}

type Audit = 'largest-contentful-paint' | 'total-blocking-time' | 'cumulative-layout-shift';

interface Result {
  lhr: { categories: { performance: { score: number } }; audits: Record<Audit, { numericValue: number }> };
}

/** Lighthouse, for a browser that listens at a port. */
export async function openLighthouse(port: number): Promise<(url: string, cookie: string) => Promise<Look>> {
  const folder = await installed('lighthouse', DEPENDENCIES);
  const found = createRequire(join(folder, 'package.json')).resolve('lighthouse');
  const { default: lighthouse } = await import(pathToFileURL(found).href);
  return async (url, cookie) => {
    const extraHeaders = cookie ? { cookie } : {};
    const { lhr }: Result = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories: ['performance'],
      extraHeaders,
    });
    const figure = (audit: Audit) => lhr.audits[audit].numericValue;
    return {
      score: Math.round(lhr.categories.performance.score * 100),
      largestPaintMs: figure('largest-contentful-paint'),
      blockedMs: figure('total-blocking-time'),
      layoutShift: figure('cumulative-layout-shift'),
    };
  };
}
