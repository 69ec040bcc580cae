import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compactGuide } from './compact.ts';
import { readPackage } from './read-package.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guide-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function packageOf(files: Record<string, object>): Promise<string> {
  await mkdir(join(folder, 'package/example'), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, 'package', name), JSON.stringify(content));
  }
  const file = join(folder, 'guide.tgz');
  await create({ file, gzip: true, cwd: folder }, ['package']);
  return file;
}

const MANIFEST = { name: 'br.example.fhir', version: '2.0.0' };
const PROFILE = {
  resourceType: 'StructureDefinition',
  url: 'http://example/Profile',
  type: 'Immunization',
  description: 'Prosa de um guia',
  snapshot: {
    element: [
      { id: 'Immunization', min: 0, max: '*', short: 'Prosa' },
      {
        id: 'Immunization.status',
        min: 1,
        max: '1',
        base: { max: '1' },
        type: [{ code: 'code' }],
        fixedCode: 'completed',
        binding: { strength: 'required', valueSet: 'http://example/Set' },
        constraint: [
          { key: 'ele-1', severity: 'error', expression: 'true' },
          { key: 'own-1', severity: 'error', expression: "$this = 'completed'", human: 'Prosa' },
          { key: 'own-2', severity: 'warning', expression: 'false' },
        ],
      },
      {
        id: 'Immunization.note',
        min: 0,
        max: '1',
        base: { max: '*' },
        slicing: { rules: 'closed', discriminator: [{ type: 'value', path: 'text' }], description: 'Prosa' },
        binding: { strength: 'example', valueSet: 'http://example/Other' },
      },
    ],
  },
};

it('a package is read into what documents are judged by, without its prose and its examples', async () => {
  const file = await packageOf({
    'package.json': MANIFEST,
    'StructureDefinition-a.json': PROFILE,
    'CodeSystem-a.json': {
      resourceType: 'CodeSystem',
      url: 'http://example/System',
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'Prosa',
          concept: [{ code: 'a.1', property: [{ code: 'inactive', valueBoolean: true }] }],
        },
        { code: 'b', property: [{ code: 'inactive', valueBoolean: false }] },
      ],
    },
    'CodeSystem-b.json': {
      resourceType: 'CodeSystem',
      url: 'http://example/Fragment',
      content: 'fragment',
      concept: [],
    },
    'ValueSet-a.json': {
      resourceType: 'ValueSet',
      url: 'http://example/Set',
      compose: {
        include: [{ system: 'http://example/System', concept: [{ code: 'a' }] }],
        exclude: [{ valueSet: ['v'] }],
      },
    },
    'example/Immunization-x.json': { resourceType: 'StructureDefinition', url: 'http://example/Example' },
  });
  const { manifest, resources } = await readPackage(file);
  const guide = compactGuide({ ...manifest, source: 'https://example', licence: 'CC0-1.0' }, resources);
  expect(guide).toEqual({
    ...MANIFEST,
    source: 'https://example',
    licence: 'CC0-1.0',
    profiles: {
      'http://example/Profile': {
        type: 'Immunization',
        elements: [
          { id: 'Immunization', min: 0, max: null, list: true },
          {
            id: 'Immunization.status',
            min: 1,
            max: 1,
            types: [{ code: 'code' }],
            fixed: 'completed',
            binding: { strength: 'required', valueSet: 'http://example/Set' },
            invariants: [{ key: 'own-1', expression: "$this = 'completed'" }],
          },
          {
            id: 'Immunization.note',
            min: 0,
            max: 1,
            list: true,
            slicing: { by: [{ type: 'value', path: 'text' }], closed: true },
          },
        ],
      },
    },
    valueSets: {
      'http://example/Set': {
        include: [{ system: 'http://example/System', codes: ['a'] }],
        exclude: [{ valueSets: ['v'] }],
      },
    },
    codeSystems: { 'http://example/System': 'a\na.1\nb' },
    inactive: { 'http://example/System': ['a.1'] },
  });
});

it('what is no FHIR package is told so', async () => {
  await expect(readPackage(await packageOf({ 'package.json': {} }))).rejects.toThrow('is no FHIR package');
});
