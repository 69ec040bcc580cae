import { expect, it } from 'vitest';
import { openGuides } from '../index.ts';
import { REGULATION_RULES } from './regulation.ts';
import { RndsDocument } from './rnds-document.ts';

const guides = openGuides();
const coded = (code: string) => ({ coding: [{ code }] });

/** A consultation that was asked for, booked for the next day and given. */
function codesFor(request: object, appointment: object): string[] {
  const consultation = { code: coded('0301010072'), performerType: coded('225127') };
  const bundle = {
    resourceType: 'Bundle',
    entry: [
      {
        resource: {
          ...{
            resourceType: 'ServiceRequest',
            authoredOn: '2026-11-20T08:00:00-03:00',
            occurrenceDateTime: '2026-11-27',
          },
          ...consultation,
          ...request,
        },
      },
      {
        resource: {
          resourceType: 'Appointment',
          created: '2026-11-20T08:00:00-03:00',
          start: '2026-11-27T10:00:00-03:00',
          ...appointment,
        },
      },
    ],
  };
  const document = new RndsDocument(bundle, new Date('2026-11-29T12:00:00-03:00'), guides);
  return REGULATION_RULES.flatMap(({ code, broken }) =>
    broken(document).map(({ path }) => `${code} ${path.join('.')}`),
  );
}

it.each<[string, object, object, string[]]>([
  ['all in order', {}, {}, []],
  ['a consultation by nobody', { performerType: undefined }, {}, ['EHR-ERR1005 entry.0.resource.performerType']],
  ['another procedure by nobody', { performerType: undefined, code: coded('0209010029') }, {}, []],
  [
    'a request of tomorrow',
    { authoredOn: '2026-11-30', occurrenceDateTime: undefined },
    { created: undefined, start: undefined },
    ['EHR-ERR1006 entry.0.resource.authoredOn'],
  ],
  [
    'authorised before it was asked for',
    { authoredOn: '2026-11-20T08:00:01-03:00' },
    {},
    ['EHR-ERR1007 entry.1.resource.created'],
  ],
  ['asked for on the day that it was authorised', { authoredOn: '2026-11-20' }, {}, []],
  [
    'booked before it was authorised',
    {},
    { created: '2026-11-27T11:00:00-03:00' },
    ['EHR-ERR1008 entry.1.resource.start'],
  ],
  [
    'given before it was booked for',
    { occurrenceDateTime: '2026-11-26' },
    {},
    ['EHR-ERR1009 entry.0.resource.occurrenceDateTime'],
  ],
  ['moments that are none', { authoredOn: 'x', occurrenceDateTime: 7 }, { created: null, start: {} }, []],
])('%s', (_what, request, appointment, expected) => {
  expect(codesFor(request, appointment)).toEqual(expected);
});
