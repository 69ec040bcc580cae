import './developers.css';
import { NotFoundPage } from '@portal/console';
import { Breadcrumb, type Crumb, Skeleton } from '@portal/ui';
import { type ComponentType, lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { SectionMenu } from './section-menu.tsx';
import { DEVELOPERS_ADDRESS, SECTIONS, type SectionSlug, sectionAddress } from './sections.ts';

const PAGES: Readonly<Record<SectionSlug, ComponentType>> = {
  '': lazy(() => import('./guide/guide.page.tsx')),
  referencia: lazy(() => import('./reference/reference.page.tsx')),
  limites: lazy(() => import('./limits/limits.page.tsx')),
  erros: lazy(() => import('./errors/errors.page.tsx')),
  mudancas: lazy(() => import('./changes/changes.page.tsx')),
  descontinuacao: lazy(() => import('./deprecation/deprecation.page.tsx')),
};

/** /desenvolvedores/:page?/:item? */
export function Component() {
  const { page = '', item } = useParams();
  const section = SECTIONS.find(({ slug }) => slug === page);
  if (!section || (item !== undefined && page !== 'referencia')) return <NotFoundPage />;
  const Page = PAGES[section.slug];
  return (
    <>
      <Breadcrumb crumbs={crumbsTo(section, item)} />
      <div className="developers">
        <SectionMenu />
        <div className="developers-page">
          <Suspense fallback={<Skeleton lines={12} />}>
            <Page />
          </Suspense>
        </div>
      </div>
    </>
  );
}

function crumbsTo({ slug, label }: (typeof SECTIONS)[number], item: string | undefined): Crumb[] {
  const here = { label: 'Para desenvolvedores', to: DEVELOPERS_ADDRESS };
  if (item !== undefined) return [here, { label, to: sectionAddress(slug) }, { label: item }];
  return [here, { label }];
}
