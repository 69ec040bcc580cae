/** A problem+json answer (RFC 9457) of an HTTP endpoint, its `detail` in Portuguese for people. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** The machine's word for it. */
    readonly code: string | undefined,
    /** What to show to the person. */
    readonly detail: string,
  ) {
    super(detail);
  }
}

const NO_ANSWER = 'Não foi possível enviar. Verifique a sua conexão e tente de novo.';

/** No answer came. */
export function noAnswer(): HttpProblem {
  return new HttpProblem(0, undefined, NO_ANSWER);
}

/** What an answer that is no success says. */
export function problemOf(status: number, text: string): HttpProblem {
  const { code, detail, title } = parse(text);
  const said = [detail, title].find((one) => typeof one === 'string' && one !== '');
  return new HttpProblem(
    status,
    typeof code === 'string' ? code : undefined,
    typeof said === 'string' ? said : NO_ANSWER,
  );
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
