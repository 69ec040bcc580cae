import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { ContentError } from './content-error.ts';
import { type PortfolioFile, portfolioFile } from './portfolio-file.ts';

/** The files that come with the catalogue. */
export const CONTENT_FOLDER = join(import.meta.dirname, '../../content');

/** Reads and checks every portfolio's file of a folder, in the catalogue's order. */
export async function readContent(folder: string): Promise<PortfolioFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  if (names.length === 0) throw new ContentError(`${folder}: no portfolio`);
  const portfolios = await Promise.all(names.map((name) => readPortfolio(join(folder, name))));
  refuseDoubles(portfolios);
  return portfolios.sort((a, b) => a.position - b.position || a.slug.localeCompare(b.slug));
}

async function readPortfolio(file: string): Promise<PortfolioFile> {
  const name = basename(file);
  const result = portfolioFile.safeParse(parseYaml(name, await readFile(file, 'utf8')));
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    throw new ContentError(`${name}: ${problems.join('; ')}`);
  }
  if (`${result.data.slug}.yaml` !== name) throw new ContentError(`${name}: slug: must be the file's name`);
  return result.data;
}

function parseYaml(name: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    throw new ContentError(`${name}: not YAML: ${line}`);
  }
}

/** A service's slug is its address, whatever its portfolio. */
function refuseDoubles(portfolios: PortfolioFile[]): void {
  const owners = new Map<string, string>();
  for (const { slug: portfolio, services } of portfolios) {
    for (const { slug } of services) {
      const owner = owners.get(slug);
      if (owner) throw new ContentError(`${portfolio}.yaml: services: ${slug} stands in ${owner}.yaml too`);
      owners.set(slug, portfolio);
    }
  }
}
