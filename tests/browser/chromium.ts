import type { LaunchOptions } from '@playwright/test';
import chromium from '@sparticuz/chromium';

/**
 * What @sparticuz/chromium asks for in a serverless function and a test must not have: with the first two, closing one
 * context kills the browser; with the others, the browser no longer keeps the rules (origins, mixed content) that the
 * Portal's own security stands on.
 */
const UNWANTED = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
];

/** A real Chromium: the one that CHROMIUM_PATH names, or the one that came with the packages. */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return { executablePath: named };
  // To draw by SwiftShader, as a graphics card that is not there, takes three times as long as to draw without one.
  chromium.setGraphicsMode = false;
  return {
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !UNWANTED.includes(arg)), '--disable-gpu'],
  };
}
