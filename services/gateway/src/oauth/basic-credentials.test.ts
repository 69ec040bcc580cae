import { expect, it } from 'vitest';
import { basicCredentials } from './basic-credentials.ts';

const read = (authorization?: string) => basicCredentials({ headers: { ...(authorization && { authorization }) } });
const encoded = (text: string) => Buffer.from(text).toString('base64');

it.each([
  ['hml-1:segredo', { id: 'hml-1', secret: 'segredo' }],
  ['hml-1:a:b', { id: 'hml-1', secret: 'a:b' }],
  ['hml-1:a%3Ab%2B+c', { id: 'hml-1', secret: 'a:b+ c' }],
  ['um+dois:x', { id: 'um dois', secret: 'x' }],
  ['hml-1:', { id: 'hml-1', secret: '' }],
  ['hml-1:uma\nlinha', { id: 'hml-1', secret: 'uma\nlinha' }],
])('%j is read as the form that it is', (text, expected) => {
  expect(read(`Basic ${encoded(text)}`)).toEqual(expected);
  expect(read(`basic ${encoded(text)}`)).toEqual(expected);
});

it.each([
  undefined,
  'Basic',
  `Bearer ${encoded('hml-1:segredo')}`,
  `Basic ${encoded('hml-1')}`,
  `Basic ${encoded(':segredo')}`,
  `Basic ${encoded('hml-1:100%')}`,
  `Basic ${encoded('hml-1:segredo')} e mais`,
  `Bearer Basic ${encoded('hml-1:segredo')}`,
])('%j is no client', (authorization) => {
  expect(read(authorization)).toBeUndefined();
});
