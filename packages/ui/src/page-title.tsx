import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** Ends every document title. */
export const portalName = 'Portal de Serviços';

/** The address whose heading had its turn; the first page keeps the browser's own focus. */
let announcedPath: string | null = null;

export interface PageTitleProps {
  children: ReactNode;
  /** The document's title without the Portal's name, where the heading is not plain text. */
  documentTitle?: string;
  /** Stands beside the heading: a tag. */
  aside?: ReactNode;
}

/** The page's one h1. Sets the document's title, and takes focus when one navigates here. */
export function PageTitle({ children, documentTitle, aside }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const title = documentTitle ?? (typeof children === 'string' ? children : undefined);

  useEffect(() => {
    if (title !== undefined) document.title = title === portalName ? title : `${title} — ${portalName}`;
  }, [title]);

  useEffect(() => {
    if (announcedPath === pathname) return;
    if (announcedPath !== null) heading.current?.focus();
    announcedPath = pathname;
  }, [pathname]);

  return (
    <div className="page-title">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {aside && <div className="page-title-aside">{aside}</div>}
    </div>
  );
}
