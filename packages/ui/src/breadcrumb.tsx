import { Link, type To } from 'react-router';
import { Icon } from './icon.tsx';

export interface Crumb {
  label: string;
  /** Absent for the page itself, which is the last. */
  to?: To;
}

/** The way here from the start page, which is always the first crumb. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="br-breadcrumb" aria-label="Você está aqui">
      <ol className="crumb-list">
        <li className="crumb home">
          <Link to="/" className="br-button circle small" aria-label="Página inicial">
            <Icon name="home" />
          </Link>
        </li>
        {crumbs.map((crumb, index) => (
          <li className="crumb" key={crumb.label} data-active={index === crumbs.length - 1 ? 'active' : undefined}>
            <Icon name="right" />
            {crumb.to === undefined ? (
              <span aria-current="page">{crumb.label}</span>
            ) : (
              <Link to={crumb.to}>{crumb.label}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
