import { isBlank, type Parsed } from '@portal/domain';
import type { StandardSchemaV1 } from '@standard-schema/spec';

type Readers = Readonly<Record<string, (value: never) => Parsed<unknown>>>;

type InputOf<Each extends Readers> = { [Name in keyof Each]: Parameters<Each[Name]>[0] };

type OutputOf<Each extends Readers> = {
  [Name in keyof Each]: Extract<ReturnType<Each[Name]>, { ok: true }>['value'];
};

/** The schema of a form whose fields are each read by a parser of the domain, all of them at once. */
export function readEach<Each extends Readers>(readers: Each): StandardSchemaV1<InputOf<Each>, OutputOf<Each>> {
  function validate(values: unknown): StandardSchemaV1.Result<OutputOf<Each>> {
    const issues: StandardSchemaV1.Issue[] = [];
    const output: Record<string, unknown> = {};
    for (const [name, read] of Object.entries(readers)) {
      const parsed = read((values as InputOf<Each>)[name] as never);
      if (parsed.ok) output[name] = parsed.value;
      else issues.push({ message: parsed.message, path: [name] });
    }
    return issues.length > 0 ? { issues } : { value: output as OutputOf<Each> };
  }
  return { '~standard': { version: 1, vendor: 'portal', validate } };
}

/** A parser of a text that has to be there: what to say where nothing is. */
export function required<Output>(
  parse: (text: string) => Parsed<Output>,
  missing: string,
): (text: string) => Parsed<Output> {
  return (text) => (isBlank(text) ? { ok: false, message: missing } : parse(text));
}
