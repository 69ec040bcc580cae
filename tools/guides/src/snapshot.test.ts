import type { Profile } from '@portal/judge/guide';
import { describe, expect, it } from 'vitest';
import { compactGuide } from './compact.ts';
import { snapshotOf } from './snapshot.ts';

const reference: Profile = {
  type: 'Reference',
  elements: [
    { id: 'Reference', min: 0, max: null },
    { id: 'Reference.reference', min: 0, max: 1, types: [{ code: 'string' }] },
    { id: 'Reference.display', min: 0, max: 1, types: [{ code: 'string' }] },
  ],
};
const observation: Profile = {
  type: 'Observation',
  elements: [
    { id: 'Observation', min: 0, max: null },
    { id: 'Observation.status', min: 1, max: 1, types: [{ code: 'code' }] },
    { id: 'Observation.performer', min: 0, max: null, list: true, types: [{ code: 'Reference' }] },
  ],
};
const typeNamed = (code: string) => (code === 'Reference' ? reference : undefined);
const idsOf = ({ elements }: Profile) => elements.map(({ id }) => id);

describe('a profile that is published by its differences', () => {
  it('has all of its base, and what is different', () => {
    const { elements } = snapshotOf([{ id: 'Observation.performer', min: 1 }], observation, typeNamed);
    expect(elements).toEqual([
      observation.elements[0],
      observation.elements[1],
      { ...observation.elements[2], min: 1 },
    ]);
  });

  it('has of a type all of its elements where one of them is different', () => {
    const snapshot = snapshotOf([{ id: 'Observation.performer.display', max: 0 }], observation, typeNamed);
    expect(idsOf(snapshot).slice(3)).toEqual(['Observation.performer.reference', 'Observation.performer.display']);
    expect(snapshot.elements.at(-1)).toEqual({
      id: 'Observation.performer.display',
      min: 0,
      max: 0,
      types: [{ code: 'string' }],
    });
  });

  it('has slices that are like the whole, each with elements of its own', () => {
    const slicing = { by: [{ type: 'value', path: 'identifier.system' }] };
    const changes = [
      { id: 'Observation.performer', min: 1, slicing },
      { id: 'Observation.performer:house', max: 1 },
      { id: 'Observation.performer:house.reference', min: 1 },
    ];
    const { elements } = snapshotOf(changes, observation, typeNamed);
    const [whole, slice, inside] = ['', ':house', ':house.reference'].map((end) =>
      elements.find(({ id }) => id === `Observation.performer${end}`),
    );
    expect(whole).toMatchObject({ min: 1, max: null, slicing });
    expect(slice).toEqual({
      id: 'Observation.performer:house',
      min: 0,
      max: 1,
      list: true,
      types: [{ code: 'Reference' }],
    });
    expect(inside).toMatchObject({ min: 1, max: 1 });
  });

  it('has in a slice of what no type tells the elements of the whole, and not those of its other slices', () => {
    const rule = (id: string, more = {}) => ({ id: `Composition${id}`, min: 0, max: 1, ...more });
    const composition: Profile = {
      type: 'Composition',
      elements: [
        rule(''),
        rule('.section', { max: null, list: true, types: [{ code: 'BackboneElement' }] }),
        rule('.section.title', { types: [{ code: 'string' }] }),
        rule('.section.entry', { min: 1, max: null, types: [{ code: 'Reference' }] }),
        rule('.section:before', { min: 1 }),
        rule('.section:before.code', { max: 0 }),
      ],
    };
    const changes = [{ id: 'Composition.section:plan.title', max: 0 }];
    const { elements } = snapshotOf(changes, composition, typeNamed);
    expect(elements.filter(({ id }) => id.startsWith('Composition.section:plan'))).toEqual([
      rule('.section:plan', { max: null, list: true, types: [{ code: 'BackboneElement' }] }),
      rule('.section:plan.title', { max: 0, types: [{ code: 'string' }] }),
      rule('.section:plan.entry', { min: 1, max: null, types: [{ code: 'Reference' }] }),
    ]);
  });

  it('is refused where it tells of what its base has not', () => {
    expect(() => snapshotOf([{ id: 'Observation.laboratory', min: 1 }], observation, typeNamed)).toThrow(
      'not in its base',
    );
  });

  it('is read from a definition without a snapshot; of codes in part it is told so', () => {
    const about = { name: 'n', version: '1', source: '', licence: '' };
    const url = 'http://hl7.org/fhir/StructureDefinition/Observation';
    const base = { ...about, valueSets: {}, codeSystems: {}, profiles: { [url]: observation } };
    const definition = {
      ...{ resourceType: 'StructureDefinition', url: 'urn:p', type: 'Observation', baseDefinition: url },
      differential: { element: [{ id: 'Observation.status', fixedCode: 'final' }] },
    };
    const guide = compactGuide(
      about,
      [
        definition,
        { resourceType: 'CodeSystem', url: 'urn:s', content: 'fragment' },
        { resourceType: 'ValueSet', url: 'urn:v', compose: { include: [{ system: 'urn:s' }, { system: 'urn:t' }] } },
      ],
      base,
    );
    expect(guide.profiles['urn:p']?.elements[1]).toMatchObject({ id: 'Observation.status', min: 1, fixed: 'final' });
    expect(guide.valueSets['urn:v']).toEqual({ include: [{ system: 'urn:s', inPart: true }, { system: 'urn:t' }] });
  });
});
