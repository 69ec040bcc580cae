/** The options of curl that the reader knows, and whether each takes a value. */
const OPTIONS: Readonly<Record<string, boolean>> = {
  '--silent': false,
  '--show-error': false,
  '--fail-with-body': false,
  '--retry': true,
  '--header': true,
  '--data': true,
};

/** A curl command as a request. */
export interface CurlRequest {
  url: string;
  headers: [string, string][];
  body: string | undefined;
}

/**
 * The curl commands of a shell script as the requests that they make, for machines without curl: those whose variables are
 * all known. It reads words, '…', "… $NAME …" and \ at the end of a line, and throws at whatever else it meets.
 */
export function readCurlCommands(script: string, variables: Readonly<Record<string, string>>): CurlRequest[] {
  const lines = script.replaceAll('\\\n', ' ').replace(/^\s*#.*$/gm, '');
  const commands = [...lines.matchAll(/^[ \t]*curl((?:[^\n'"]|'[^']*'|"[^"]*")*)$/gm)];
  return commands.flatMap(([, command = '']) => {
    const unknown = [...command.replace(/'[^']*'/g, '').matchAll(/\$(\w+)/g)].some(([, name = '']) => !variables[name]);
    return unknown ? [] : [requestOf(wordsOf(command, variables))];
  });
}

function wordsOf(command: string, variables: Readonly<Record<string, string>>): string[] {
  const word = /\s*(?:'([^']*)'|"([^"`\\]*)"|([\w./:=-]+))(?=\s|$)|\s+$/y;
  const words: string[] = [];
  while (word.lastIndex < command.length) {
    const at = word.lastIndex;
    const found = word.exec(command);
    if (!found) throw new Error(`not read: ${command.slice(at)}`);
    const [, single, double, bare] = found;
    const text = single ?? double?.replace(/\$(\w+)/g, (_all, name: string) => variables[name] ?? '') ?? bare;
    if (text !== undefined) words.push(text);
  }
  return words;
}

function requestOf(words: string[]): CurlRequest {
  const request: CurlRequest = { url: '', headers: [], body: undefined };
  const rest = words.values();
  for (const word of rest) {
    if (!word.startsWith('-')) {
      if (request.url) throw new Error(`a second address: ${word}`);
      request.url = word;
      continue;
    }
    if (!Object.hasOwn(OPTIONS, word)) throw new Error(`unknown option: ${word}`);
    if (!OPTIONS[word]) continue;
    const value = rest.next().value;
    if (value === undefined) throw new Error(`${word} without a value`);
    if (word === '--data') request.body = value;
    if (word === '--header') request.headers.push(headerOf(value));
  }
  if (!request.url) throw new Error('no address');
  return request;
}

function headerOf(text: string): [string, string] {
  const [, name, value] = /^([\w-]+): (.+)$/.exec(text) ?? [];
  if (!name || !value) throw new Error(`not a header: ${text}`);
  return [name, value];
}
