import { RuleDraw } from '../approval-rule/draw.ts';

/** The key that tests draw by. */
export const testDraw = new RuleDraw({ d: 'a test' });
