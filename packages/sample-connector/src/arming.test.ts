import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSchema, parse, validate } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { armThroughApi } from './arming.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'));

interface Asked {
  authorization: string | undefined;
  query: string;
  variables: unknown;
}

/** An API that answers everything with this, and tells what it was asked. */
async function answering(answer: object) {
  const asked: Asked[] = [];
  const server = createServer(async (req, res) => {
    asked.push({ authorization: req.headers.authorization, ...JSON.parse(await text(req)) });
    res.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return { asked, arming: armThroughApi(`http://127.0.0.1:${port}`, 'pat_x', 'Q3JlZA') };
}

test('faults are armed by what the API has, with the token that is given', async () => {
  const { asked, arming } = await answering({ data: {} });
  await arming.arm('ERROR_502', 20);
  await arming.disarm();
  for (const { query } of asked) expect(validate(schema, parse(query))).toEqual([]);
  expect(asked.map(({ authorization, variables }) => [authorization, variables])).toEqual([
    ['Bearer pat_x', { input: { credentialId: 'Q3JlZA', kind: 'ERROR_502', calls: 20 } }],
    ['Bearer pat_x', { input: { credentialId: 'Q3JlZA' } }],
  ]);
});

test.each([{ errors: [{ message: 'Não.' }] }, { data: { armHomologationFault: { problems: [{ message: 'Não.' }] } } }])(
  '%j stops the play',
  async (answer) => {
    const { arming } = await answering(answer);
    await expect(arming.arm('SLOW', 1)).rejects.toThrow('Não.');
  },
);
