import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';

const MOST = 200;
const ENDING = '.eml';

/** A mail, and what it is called in addresses. */
export interface KeptMail {
  id: string;
  mail: ParsedMail;
}

/** The newest mails, a file each that only their owner reads. */
export class KeptMails {
  private readonly dir: string;
  private taken = 0;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** Makes the folder. */
  static async open(dir: string): Promise<KeptMails> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new KeptMails(dir);
  }

  /** Keeps a mail as it came, and lets go of those that are too many. */
  async keep(raw: Buffer): Promise<void> {
    const file = join(this.dir, `${Date.now()}-${String(++this.taken).padStart(9, '0')}${ENDING}`);
    // Nobody reads one half written, also after a kill.
    await writeFile(`${file}.part`, raw, { mode: 0o600 });
    await rename(`${file}.part`, file);
    const tooMany = (await this.ids()).slice(MOST);
    await Promise.all(tooMany.map((id) => rm(this.fileOf(id), { force: true })));
  }

  /** All of them, the newest first. */
  async all(): Promise<KeptMail[]> {
    const read = await Promise.all((await this.ids()).map((id) => this.read(id)));
    return read.filter((one) => one !== null);
  }

  /** One of them; null where there is none of that id, or no more. */
  async find(id: string): Promise<KeptMail | null> {
    return (await this.ids()).includes(id) ? this.read(id) : null;
  }

  private async read(id: string): Promise<KeptMail | null> {
    const raw = await readFile(this.fileOf(id)).catch(() => null);
    return raw && { id, mail: await simpleParser(raw) };
  }

  private fileOf(id: string): string {
    return join(this.dir, `${id}${ENDING}`);
  }

  private async ids(): Promise<string[]> {
    const names = (await readdir(this.dir)).filter((name) => name.endsWith(ENDING));
    return names
      .map((name) => name.slice(0, -ENDING.length))
      .sort()
      .reverse();
  }
}
