import type { PortalClient } from '../portal-client.ts';
import type { ExitCode } from './exit-code.ts';
import type { Identity } from './identity.ts';
import type { LoginFile } from './login-file.ts';
import type { Terminal } from './terminal.ts';

/** An option of a command, beside those that every command has. */
export interface Option {
  type: 'string' | 'boolean';
  /** One letter that says the same. */
  short?: string;
  /** May be given more than once. */
  multiple?: boolean;
  /** What stands for its value in --help. */
  value?: string;
  /** What it does, in Portuguese. */
  help: string;
}

/** One thing that the program does. */
export interface Command {
  /** The words that name it, such as `requests wait`. */
  name: string;
  /** What stands after them: `<protocolo>` must, `[protocolo]` may; the last may end in … for one or more. */
  positionals: readonly string[];
  /** What it does, in a line of Portuguese. */
  summary: string;
  /** What else is good to know. */
  details?: string;
  /** How it is used, each as it is typed. */
  examples?: readonly string[];
  options: Readonly<Record<string, Option>>;
  run(invocation: Invocation): Promise<ExitCode>;
}

/** The portal, and who asks it. */
export interface Session {
  url: string;
  identity: Identity | undefined;
  portal: PortalClient;
}

/** A command as it was called. */
export interface Invocation {
  terminal: Terminal;
  /** The file that keeps who is logged in. */
  logins: LoginFile;
  /** The address that was given; undefined where none was. */
  url: string | undefined;
  /** The portal as who is logged in. Throws a UsageError or a NotLoggedIn. */
  session(): Promise<Session>;
  /** The portal as who is logged in, or as nobody. Throws a UsageError. */
  anySession(): Promise<Session>;
  positionals: readonly string[];
  option(name: string): string | undefined;
  options(name: string): readonly string[];
  /** Everything that the program does, and what all of it may be told. */
  commands: readonly Command[];
  commonOptions: Readonly<Record<string, Option>>;
  /** Whether an option without a value was given. */
  flag(name: string): boolean;
}
