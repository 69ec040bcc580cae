/** The pages for developers, in the order of their menu. */
export const SECTIONS = [
  { slug: '', label: 'Começo em cinco minutos' },
  { slug: 'referencia', label: 'Referência' },
  { slug: 'limites', label: 'Limites' },
  { slug: 'erros', label: 'Erros' },
  { slug: 'mudancas', label: 'Mudanças' },
  { slug: 'descontinuacao', label: 'Política de descontinuação' },
] as const;

/** What stands in an address after /desenvolvedores/. */
export type SectionSlug = (typeof SECTIONS)[number]['slug'];

/** Where everything for developers begins. */
export const DEVELOPERS_ADDRESS = '/desenvolvedores';

/** The address of one of the pages. */
export function sectionAddress(slug: SectionSlug): string {
  return slug === '' ? DEVELOPERS_ADDRESS : `${DEVELOPERS_ADDRESS}/${slug}`;
}
