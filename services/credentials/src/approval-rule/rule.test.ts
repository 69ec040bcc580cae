import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ToldReport } from '../conformance/conformance-report.ts';
import { isDrawn, RuleDraw } from './draw.ts';
import { obstaclesTo, type RuleFacts } from './rule.ts';

const now = new Date('2026-11-29T12:00:00Z');
const CREDENTIAL = '01900000-0000-7000-8000-0000000000c1';
const OTHER = '01900000-0000-7000-8000-0000000000c2';
/** What each service is judged by; `lookup` by nothing, `both` by two. */
const SUITES: Record<string, string[]> = { rel: ['rel'], 'ria-r': ['ria-r'], both: ['rel', 'ria-r'] };
const servicesOf = (suite: string) =>
  Object.fromEntries(Object.entries(SUITES).filter(([, suites]) => suites.includes(suite)));

const report = (suite: string, facts: Partial<ToldReport> = {}): ToldReport => ({
  reportId: crypto.randomUUID(),
  credentialId: CREDENTIAL,
  pdfSha256: '',
  suite,
  validUntil: new Date('2027-01-01'),
  suiteEndsAt: null,
  services: servicesOf(suite),
  forPeople: null,
  revision: 1,
  ...facts,
});

/** A request that the rule approves. */
const sound: RuleFacts = {
  rules: { fourEyes: false, requirements: [{ id: 'r1', code: 'BUNDLE', provenByReport: true }] },
  services: ['rel'],
  credentialId: CREDENTIAL,
  files: [report('rel')],
  warnings: 0,
  submittedBefore: false,
  changed: false,
};

const reports = fc
  .record({
    suite: fc.constantFrom('rel', 'ria-r'),
    credentialId: fc.constantFrom(CREDENTIAL, CREDENTIAL, OTHER),
    validUntil: fc.constantFrom(new Date('2027-01-01'), new Date('2027-01-01'), new Date('2026-01-01')),
    suiteEndsAt: fc.constantFrom(null, null, new Date('2026-06-01')),
    forPeople: fc.constantFrom(null, null, 'FOUND_OTHERWISE'),
  })
  .map(({ suite, ...facts }) => report(suite, facts));

const facts = fc.record<RuleFacts>({
  rules: fc.record({
    fourEyes: fc.constantFrom(false, false, true),
    requirements: fc.array(
      fc.record({
        id: fc.constant('r'),
        code: fc.constantFrom('A', 'B'),
        provenByReport: fc.constantFrom(true, true, false),
      }),
      { maxLength: 2 },
    ),
  }),
  services: fc.subarray(['rel', 'ria-r', 'both', 'lookup']),
  credentialId: fc.constant(CREDENTIAL),
  files: fc.array(fc.option(reports, { freq: 5 }), { maxLength: 3 }),
  warnings: fc.constantFrom(0, 0, 1),
  submittedBefore: fc.constantFrom(false, false, true),
  changed: fc.constantFrom(false, false, true),
});

describe('the rule', () => {
  test('approves what reports prove whole and nobody has to look at, and nothing else', () => {
    const isSound = (one: RuleFacts) => {
      const isGood = (file: ToldReport | null) =>
        file?.credentialId === CREDENTIAL &&
        file.forPeople === null &&
        file.validUntil >= now &&
        (file.suiteEndsAt === null || file.suiteEndsAt >= now);
      const proven = one.files.map((file) => file?.suite);
      return (
        one.files.every(isGood) &&
        one.services.length > 0 &&
        one.services.every((service) => (SUITES[service] ?? ['none']).every((key) => proven.includes(key))) &&
        one.rules.requirements.every(({ provenByReport }) => provenByReport) &&
        one.warnings === 0 &&
        !(one.submittedBefore || one.changed || one.rules.fourEyes)
      );
    };
    const good = fc.constantFrom('rel', 'ria-r').map((suite) => report(suite));
    const file = fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: reports });
    const nearlySound = fc
      .record({
        files: fc.array(file, { minLength: 1, maxLength: 3 }),
        services: fc.subarray(['rel', 'ria-r', 'both'], { minLength: 1 }),
      })
      .map((some): RuleFacts => ({ ...sound, ...some }));
    let approved = 0;
    fc.assert(
      fc.property(fc.oneof(facts, nearlySound), (one) => {
        const approves = obstaclesTo(one, now).length === 0;
        expect(approves).toBe(isSound(one));
        if (approves) approved += 1;
      }),
      { numRuns: 3_000, seed: 1 },
    );
    expect(approved).toBeGreaterThan(20);
  });

  test('lets nothing that is added take an obstacle away, but a report', () => {
    const worse = fc.constantFrom<(one: RuleFacts) => RuleFacts>(
      (one) => ({ ...one, warnings: one.warnings + 1 }),
      (one) => ({ ...one, changed: true }),
      (one) => ({ ...one, submittedBefore: true }),
      (one) => ({ ...one, files: [...one.files, null] }),
      (one) => ({ ...one, files: [...one.files, report('rel', { credentialId: OTHER })] }),
      (one) => ({ ...one, services: [...one.services, 'lookup'] }),
      (one) => ({ ...one, rules: { ...one.rules, fourEyes: true } }),
    );
    fc.assert(
      fc.property(facts, worse, (one, make) => {
        const after = obstaclesTo(make(one), now);
        expect(after.length).toBeGreaterThan(0);
        expect(after).toEqual(expect.arrayContaining(obstaclesTo(one, now)));
      }),
    );
  });

  test.each<[string, Partial<RuleFacts>, string[]]>([
    ['nothing', {}, []],
    ['a service by two suites, of one of which there is no report', { services: ['both'] }, ['UNPROVEN_SERVICE']],
    ['a service without a suite', { services: ['rel', 'lookup'] }, ['UNPROVEN_SERVICE']],
    ['no file', { files: [] }, ['UNPROVEN_SERVICE']],
    ['a screenshot beside the report', { files: [report('rel'), null] }, ['OTHER_EVIDENCE']],
    [
      'a report that is over',
      { files: [report('rel', { validUntil: new Date(now.getTime() - 1) })] },
      ['OTHER_EVIDENCE', 'UNPROVEN_SERVICE'],
    ],
    [
      'a report of another credential',
      { files: [report('rel', { credentialId: OTHER })] },
      ['OTHER_EVIDENCE', 'UNPROVEN_SERVICE'],
    ],
    ['a report of another suite', { files: [report('ria-r')] }, ['UNPROVEN_SERVICE']],
    ['what people found', { files: [report('rel', { forPeople: 'FOUND_OTHERWISE' })] }, ['RUN_FOR_PEOPLE']],
    [
      'a requirement that no report proves',
      { rules: { fourEyes: false, requirements: [{ id: 'r2', code: 'OUTPUTS' }] } },
      ['UNPROVEN_REQUIREMENT'],
    ],
  ])('tells of %s', (_what, wrong, obstacles) => {
    expect(obstaclesTo({ ...sound, ...wrong }, now)).toEqual(obstacles);
  });
});

describe('the draw', () => {
  const lots = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

  test('draws none of none, all of all, and of a larger share what it draws of a smaller', () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (lot, one, other) => {
        expect([isDrawn(lot, 0), isDrawn(lot, 100)]).toEqual([false, true]);
        if (one <= other && isDrawn(lot, one)) expect(isDrawn(lot, other)).toBe(true);
      }),
    );
  });

  test('is the same for who has the key, another by another, and as many as the share says', () => {
    const [draw, again, other] = ['a', 'a', 'b'].map((d) => new RuleDraw({ d }));
    const ids = Array.from(
      { length: 5_000 },
      (_, place) => `01900000-0000-7000-8000-${String(place).padStart(12, '0')}`,
    );
    const lots = ids.map((id) => draw?.lotOf(id) ?? '');
    expect(ids.map((id) => again?.lotOf(id))).toEqual(lots);
    expect(again?.key).toBe(draw?.key);
    expect(other?.lotOf(ids[0] ?? '')).not.toBe(lots[0]);
    expect(other?.key).not.toBe(draw?.key);
    const drawn = lots.filter((lot) => isDrawn(lot, 20)).length / lots.length;
    expect(Math.abs(drawn - 0.2)).toBeLessThan(0.03);
  });
});
