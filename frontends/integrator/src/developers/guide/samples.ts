import curl from '../../../../../docs/examples/curl.sh?raw';
import java from '../../../../../docs/examples/Example.java?raw';
import javascript from '../../../../../docs/examples/javascript.mjs?raw';
import python from '../../../../../docs/examples/python.py?raw';
import subscription from '../../../../../docs/examples/subscription.mjs?raw';

/** A program that asks the portal first without a token and then, where PORTAL_TOKEN is set, with it. */
export interface Sample {
  id: 'curl' | 'javascript' | 'python' | 'java';
  label: string;
  /** What it is saved as. */
  file: string;
  code: string;
  /** What runs it. */
  run: string;
}

/** The same program in each language, as the portal's own tests run them. */
export const SAMPLES: readonly Sample[] = [
  { id: 'curl', label: 'curl', file: 'curl.sh', code: curl, run: 'sh curl.sh' },
  { id: 'javascript', label: 'JavaScript', file: 'javascript.mjs', code: javascript, run: 'node javascript.mjs' },
  { id: 'python', label: 'Python', file: 'python.py', code: python, run: 'python3 python.py' },
  { id: 'java', label: 'Java', file: 'Example.java', code: java, run: 'java Example.java' },
];

/** The same with a live line. */
export const LIVE_SAMPLE = { file: 'subscription.mjs', code: subscription };

/** The portal on one's own machine, as the examples name it. */
const EXAMPLE_ORIGIN = 'http://localhost:4000';

/** An example as it runs against this portal. */
export function atOrigin(code: string, origin: string): string {
  return code.replaceAll(EXAMPLE_ORIGIN, origin);
}
