import type { EntityManager } from '@mikro-orm/postgresql';
import { Requirement } from '../requirements/requirement.ts';
import { Service } from '../services/service.ts';
import { type PortfolioFile, portfolioFile } from './portfolio-file.ts';

/** What is wrong with content that is to be published, in the words of who writes it. */
export interface ContentProblem {
  path: (string | number)[];
  message: string;
}

interface Asked {
  slug: string;
  content: unknown;
  /** Whether it was in use once: then it may bring back what it had. */
  restores: boolean;
}

/** All that keeps content from being published: its form, services of other portfolios, codes and slugs of before. */
export async function contentProblems(
  em: EntityManager,
  { slug, content, restores }: Asked,
): Promise<ContentProblem[]> {
  const read = portfolioFile.safeParse(content);
  if (!read.success) {
    return read.error.issues.map(({ path, ...issue }) => ({
      path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
      message: inPortuguese(issue),
    }));
  }
  const services = await em.find(Service, { slug: { $in: read.data.services.map((service) => service.slug) } });
  const ofOthers = services.filter(({ portfolioSlug, retiredAt }) => portfolioSlug !== slug && !retiredAt);
  const problems = serviceProblems(read.data, ofOthers, 'Este identificador é de um serviço de outro portfólio.');
  if (restores) return problems;
  const gone = services.filter(({ retiredAt }) => retiredAt);
  problems.push(...serviceProblems(read.data, gone, `Este identificador foi de um serviço retirado. ${USE_ANOTHER}`));
  const requirements = await em.find(Requirement, { portfolioSlug: slug, retiredAt: { $ne: null } });
  for (const { environment, code } of requirements) {
    const place = read.data.requirements[environment].findIndex((one) => one.code === code);
    const path = ['requirements', environment, place, 'code'];
    if (place >= 0) problems.push({ path, message: `${code} foi de um requisito retirado. ${USE_ANOTHER}` });
  }
  return problems;
}

const USE_ANOTHER = 'Use outro, ou volte a uma versão que o tem.';

function serviceProblems({ services }: PortfolioFile, unusable: Service[], message: string): ContentProblem[] {
  const slugs = new Set(unusable.map(({ slug }) => slug));
  return services.flatMap(({ slug }, place) =>
    slugs.has(slug) ? [{ path: ['services', place, 'slug'], message }] : [],
  );
}

const WORDS: [RegExp, string][] = [
  [/^must be lower case/, 'Use só letras minúsculas sem acento, números e hífens.'],
  [/^must be capitals/, 'Use só letras maiúsculas sem acento, números e sublinhados, e comece por uma letra.'],
  [/^must not be empty/, 'Preencha este campo.'],
  [/^must have (\d+) characters/, 'Use no máximo $1 caracteres.'],
  [/^must have (\d+) lines/, 'Use no máximo $1 linhas.'],
  [/^must be one line/, 'Escreva em uma só linha, sem caracteres de controle.'],
  [/^must be an http/, 'Escreva um endereço completo, que comece por https://'],
  [/^must be a date/, 'Confira a data.'],
  [/^(code|service|version) (.+) stands there twice/, '$2 está aqui duas vezes.'],
  [/^environment .* stands there twice/, 'Só cabe um endereço por ambiente.'],
  [/^must be told/, 'Diga se o certificado é exigido.'],
];

function inPortuguese({ message }: { message: string }): string {
  const known = WORDS.find(([pattern]) => pattern.test(message));
  return known ? message.replace(new RegExp(`${known[0].source}.*$`), known[1]) : 'Confira o que está aqui.';
}
