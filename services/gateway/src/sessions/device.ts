import Bowser from 'bowser';

/** The browser of a session, in the words by which its person knows it again; null for what is not known. */
export interface Device {
  browser: string | null;
  system: string | null;
}

/** Longer ones are made up, and each would be held against a hundred expressions. */
const LONGEST = 512;
const BROWSERS = new Set(Object.values(Bowser.BROWSER_MAP));
const SYSTEMS = new Set(Object.values(Bowser.OS_MAP));

/** What a User-Agent says, without versions. Of names that are nobody's product nothing is taken: they may be any text. */
export function deviceOf(userAgent: string | undefined): Device {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent.slice(0, LONGEST));
  return { browser: known(BROWSERS, browser.name), system: known(SYSTEMS, os.name) };
}

function known(names: ReadonlySet<string>, name: string | undefined): string | null {
  return name !== undefined && names.has(name) ? name : null;
}
