import { Button, Icon } from '@portal/ui';
import { useEffect, useId, useState } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { SECTIONS, sectionAddress } from './sections.ts';

/** The way between the pages for developers, and to what one uses beside them; behind a button where it is narrow. */
export function SectionMenu() {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav className="section-menu" aria-label="Para desenvolvedores">
      <Button
        block
        className="section-menu-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        Nesta seção
        <Icon name={open ? 'up' : 'down'} />
      </Button>
      <div id={id} className={open ? 'section-menu-lists is-open' : 'section-menu-lists'}>
        <ul>
          {SECTIONS.map(({ slug, label }) => (
            <li key={slug}>
              <NavLink to={sectionAddress(slug)} end={slug === ''}>
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
        <p className="section-menu-title">Ferramentas</p>
        <ul>
          <li>
            <a href="/graphql">GraphiQL</a>
          </li>
          <li>
            <Link to="/tokens">Tokens de acesso</Link>
          </li>
          <li>
            <Link to="/webhooks">Webhooks</Link>
          </li>
          <li>
            <a href="/schema.graphql" download="portal-de-servicos.graphql">
              Esquema (SDL)
            </a>
          </li>
          <li>
            <a href="/llms.txt">llms.txt</a>
          </li>
        </ul>
      </div>
    </nav>
  );
}
