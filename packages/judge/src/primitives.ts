/** The primitive types of FHIR R4 (https://hl7.org/fhir/R4/datatypes.html): how JSON has them, and what their text looks like. */
interface Primitive {
  json: 'string' | 'number' | 'boolean';
  form?: RegExp;
  /** What is expected, in Portuguese. */
  words: string;
}

const DAY = String.raw`(0[1-9]|[12]\d|3[01])`;
const YEAR_ON = String.raw`\d{4}(-(0[1-9]|1[0-2])(-${DAY}`;
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?`;
const ZONE = String.raw`(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))`;

const TEXT: Primitive = { json: 'string', form: /^\s*\S[\s\S]*$/, words: 'texto que não seja vazio' };
const ADDRESS: Primitive = { json: 'string', form: /^\S+$/, words: 'endereço (URI) sem espaços' };

const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  boolean: { json: 'boolean', words: 'true ou false, sem aspas' },
  integer: { json: 'number', form: /^-?(0|[1-9]\d*)$/, words: 'número inteiro, sem aspas' },
  unsignedInt: { json: 'number', form: /^(0|[1-9]\d*)$/, words: 'número inteiro a partir de 0, sem aspas' },
  positiveInt: { json: 'number', form: /^[1-9]\d*$/, words: 'número inteiro a partir de 1, sem aspas' },
  decimal: { json: 'number', words: 'número sem aspas, com ponto e não vírgula' },
  string: TEXT,
  markdown: TEXT,
  xhtml: TEXT,
  code: { json: 'string', form: /^\S+(\s\S+)*$/, words: 'código sem espaços nas pontas nem dobrados' },
  id: {
    json: 'string',
    form: /^[A-Za-z0-9\-.]{1,64}$/,
    words: 'identificador de até 64 letras, dígitos, hífens e pontos',
  },
  uri: ADDRESS,
  url: ADDRESS,
  canonical: ADDRESS,
  oid: { json: 'string', form: /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, words: 'OID, como urn:oid:2.16.840' },
  uuid: { json: 'string', form: /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, words: 'UUID, como urn:uuid:…' },
  base64Binary: { json: 'string', form: /^[\dA-Za-z+/=\s]+$/, words: 'bytes em Base64' },
  date: { json: 'string', form: new RegExp(`^${YEAR_ON})?)?$`), words: 'data como 2026-11-29' },
  dateTime: {
    json: 'string',
    form: new RegExp(`^${YEAR_ON}(T${CLOCK}${ZONE})?)?)?$`),
    words: 'data, ou data e hora com fuso, como 2026-11-29T08:30:00-03:00',
  },
  instant: {
    json: 'string',
    form: new RegExp(String.raw`^\d{4}-(0[1-9]|1[0-2])-${DAY}T${CLOCK}${ZONE}$`),
    words: 'data e hora com segundos e fuso, como 2026-11-29T08:30:00-03:00',
  },
  time: { json: 'string', form: new RegExp(`^${CLOCK}$`), words: 'hora como 08:30:00' },
};

/** Whether a type is a primitive one. */
export function isPrimitive(type: string): boolean {
  return Object.hasOwn(PRIMITIVES, type);
}

/** Whether a type begins with a day. */
export function isDateLike(type: string): boolean {
  return type === 'date' || type === 'dateTime' || type === 'instant';
}

/** What JSON has for the text of a value; what is not of its type stays text, and is found so. */
export function jsonOf(type: string, text: string): unknown {
  const json = PRIMITIVES[type]?.json;
  if (json === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (json === 'number' && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  return text;
}

/** What is expected of a value of a primitive type, in Portuguese; undefined where it is that. */
export function primitiveFault(type: string, value: unknown): string | undefined {
  const primitive = PRIMITIVES[type];
  if (!primitive) return undefined;
  const right = typeof value === primitive.json && (primitive.form?.test(String(value)) ?? true);
  return right && existsAsDay(type, value) && fitsIn32Bits(type, value) ? undefined : primitive.words;
}

/** Whole numbers of FHIR have no more. */
function fitsIn32Bits(type: string, value: unknown): boolean {
  return (
    PRIMITIVES[type]?.json !== 'number' ||
    (type === 'decimal' && Number.isFinite(value)) ||
    (Number(value) | 0) === value
  );
}

/** The form lets 31 February pass. */
function existsAsDay(type: string, value: unknown): boolean {
  if (!isDateLike(type)) return true;
  const [year, month, day] = String(value).slice(0, 10).split('-').map(Number);
  if (year === 0) return false;
  if (!year || !month || !day) return true;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
