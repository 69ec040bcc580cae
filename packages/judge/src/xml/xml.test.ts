import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, vaccination } from '../examples/documents.ts';
import { BOUNDS, judgeText, openGuides, readDocument, writeXml } from '../index.ts';
import type { JsonObject } from '../json.ts';
import { mutants } from '../testing/mutants.ts';

const guides = openGuides();
const NOW = new Date('2026-11-29T12:00:00-03:00');
const found = (text: string) => judgeText(text, guides, NOW);
const told = (text: string) => found(text).map(({ expression, message }) => `${expression} ${message}`);
const read = (text: string) => readDocument(text, guides).document?.resource;
const bundle = (inside: string) => `<Bundle xmlns="http://hl7.org/fhir">${inside}</Bundle>`;

/** What XML has no form for: a value that is not there, and one of another kind than its element. */
const OF_JSON_ALONE = ['empty', 'null', 'a number', 'a text', 'not a list', 'a list', 'another type'];

describe('a document in XML', () => {
  it.each(DOCUMENTS)('is the same as in JSON: %s', (_kind, make) => {
    const xml = writeXml(make(), guides);
    expect(read(xml)).toEqual(make());
    expect(told(xml)).toEqual([]);
  });

  it.each(DOCUMENTS)('is read alike, and so judged alike, whatever is wrong with it: %s', (_kind, make) => {
    for (const { kind, path, document } of mutants(make)) {
      // What nobody knows is of no type: whether it is a list, XML does not say.
      if (OF_JSON_ALONE.includes(kind) || kind === 'extra' || path.at(-1) === 'resourceType') continue;
      expect(read(writeXml(document as JsonObject, guides)), `${kind} ${path.join('.')}`).toEqual(document);
    }
  });

  it('has what nobody knows told alike', () => {
    for (const { path, document } of [...mutants(vaccination)].filter(({ kind }) => kind === 'extra')) {
      expect(told(writeXml(document as JsonObject, guides)), path.join('.')).toEqual(told(JSON.stringify(document)));
    }
  });

  it('is told by its own lines and columns', () => {
    const xml = writeXml(vaccination(), guides).replaceAll('><', '>\n<').replace('value="completed"', 'value="done"');
    const [finding] = found(xml);
    expect(xml.split('\n')[(finding?.line ?? 0) - 1]?.slice((finding?.column ?? 0) - 1)).toBe('<status value="done"/>');
    const without = xml
      .replace('value="done"', 'value="completed"')
      .replace(/<vaccineCode>[\s\S]*<\/vaccineCode>\n/, '');
    const [missing] = found(without);
    expect(without.split('\n')[(missing?.line ?? 0) - 1]).toBe('<resource>');
  });

  it('has numbers, truths, lists, what stands beside a value, resources in resources and narratives', () => {
    const patient = {
      resourceType: 'Patient',
      id: 'p-1',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">a &lt; b<br/></div>' },
      contained: [{ resourceType: 'Organization', id: 'o', name: 'São "João" & filhos\n<1>' }],
      extension: [
        { url: 'urn:x', valueDecimal: 1.5 },
        { url: 'urn:y', id: 'e1', valuePositiveInt: 7 },
      ],
      active: true,
      name: [{ given: ['A', null], _given: [null, { extension: [{ url: 'urn:z', valueCode: 'unknown' }] }] }],
      _birthDate: { extension: [{ url: 'urn:z', valueBoolean: false }] },
    };
    expect(read(writeXml(patient, guides))).toEqual(patient);
  });

  it('whatever a text holds, is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), (text, number, truth) => {
        const resource = {
          resourceType: 'Observation',
          valueString: text,
          component: [{ valueInteger: number }, { valueBoolean: truth }],
        };
        expect(read(writeXml(resource, guides))).toEqual(resource);
      }),
    );
  });

  it('is always well formed, whatever letters it was written from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const xml = writeXml({ resourceType: 'Patient', text: { div: text }, language: text }, guides);
        expect(readDocument(xml, guides).refused).toBeUndefined();
      }),
    );
  });

  it('of a type that the guides have not is written in the order that it has', () => {
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'processing', diagnostics: '<a>' }],
    };
    expect(writeXml(outcome, guides)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<OperationOutcome xmlns="http://hl7.org/fhir"><issue><severity value="error"/><code value="processing"/><diagnostics value="&lt;a&gt;"/></issue></OperationOutcome>',
    );
  });

  it('puts what it has in the order of the base specification', () => {
    const { entry, type, identifier, timestamp, resourceType } = vaccination();
    const other = { entry, timestamp, type, identifier, resourceType };
    expect(writeXml(other, guides)).toBe(writeXml(vaccination(), guides));
  });
});

describe('XML that is no document is refused where that is, with one finding', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1 < 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]>`;
  it.each<[string, string, string]>([
    ['entities in entities', `${bomb}${bundle('<id value="&a8;"/>')}`, 'DOCTYPE'],
    [
      'a file of the machine',
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${bundle('<id value="&f;"/>')}`,
      'DOCTYPE',
    ],
    ['a document type from elsewhere', `<!DOCTYPE Bundle SYSTEM "http://example.org/x.dtd">${bundle('')}`, 'DOCTYPE'],
    ['an entity that there is not', bundle('<id value="&nbsp;"/>'), 'entidade'],
    ['an instruction', bundle('<?php echo 1 ?>'), 'instrução de processamento'],
    ['a stylesheet', `<?xml-stylesheet href="x.xsl"?>${bundle('')}`, 'instrução de processamento'],
    ['no namespace', '<Bundle/>', 'xmlns="http://hl7.org/fhir"'],
    ['another namespace', bundle('<id xmlns="urn:x" value="1"/>'), 'não está no namespace'],
    ['an attribute of another', bundle('<id xmlns:x="urn:x" x:y="1" value="1"/>'), 'outro namespace'],
    ['a prefix of none', bundle('<x:id value="1"/>'), 'prefixo'],
    [
      'an inclusion',
      bundle('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
      'namespace',
    ],
    ['a text', bundle('<type>document</type>'), 'fora do atributo value'],
    ['a text by CDATA', bundle('<type><![CDATA[document]]></type>'), 'fora do atributo value'],
    ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${bundle('')}`, 'UTF-8, e não ISO-8859-1'],
    ['no end', '<Bundle xmlns="http://hl7.org/fhir"><type value="a"/>', 'falta o fim'],
    ['another end', bundle('</id>'), 'termina'],
    ['an attribute twice', bundle('<id value="1" value="2"/>'), 'duas vezes'],
    ['two roots', `${bundle('')}${bundle('')}`, 'não é XML'],
    ['HTML', '<!doctype html><p>Erro 502', 'não é XML'],
    ['nothing but a sign', '<', 'não é XML'],
    [
      'something else in a narrative',
      bundle('<text><div xmlns="http://www.w3.org/1999/xhtml"><x xmlns="urn:x"/></div></text>'),
      'só há XHTML',
    ],
  ])('%s', (_what, text, message) => {
    const findings = found(text);
    expect(findings).toMatchObject([{ kind: 'text', line: 1, message: expect.stringContaining(message) }]);
  });

  it.each<[string, string, string]>([
    ['a depth of 100,000', `<Bundle xmlns="http://hl7.org/fhir">${'<a>'.repeat(100_000)}`, 'níveis'],
    [
      'a depth of XHTML',
      `${bundle('<text><div xmlns="http://www.w3.org/1999/xhtml">').slice(0, -9)}${'<p>'.repeat(1_000)}`,
      'níveis',
    ],
    ['100,000 elements', bundle('<a/>'.repeat(100_000)), 'elementos'],
    [
      '100,000 attributes',
      bundle(`<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
      'elementos',
    ],
    ['a name of a megabyte', bundle(`<${'a'.repeat(1_000_000)}/>`), 'Um nome'],
    ['3 MB', bundle(`<id value="${'a'.repeat(3_000_000)}"/>`), 'bytes'],
    ['1,000 entries', bundle('<entry/>'.repeat(1_000)), 'entradas'],
  ])('%s', (_what, text, message) => {
    expect(found(text)).toMatchObject([{ kind: 'limit', message: expect.stringContaining(message) }]);
  });

  it('whatever is sent, it is answered', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      '"',
      '=',
      ' ',
      '&',
      ';',
      '<entry>',
      '</entry>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<id value="1"/>',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        expect(found(bundle(parts.join(''))).length).toBeLessThanOrEqual(BOUNDS.findings + 1);
      }),
      { numRuns: 1_000 },
    );
  });
});
