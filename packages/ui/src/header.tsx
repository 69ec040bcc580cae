import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface HeaderProps {
  /** The Portal's name. */
  title: string;
  subtitle?: string;
  /** What stands above: high contrast, help. */
  tools?: ReactNode;
  search?: ReactNode;
  /** The signed-in person, or the button to sign in. */
  account?: ReactNode;
  menu?: ReactNode;
}

/** The head of every page. */
export function Header({ title, subtitle, tools, search, account, menu }: HeaderProps) {
  return (
    <header className="portal-header">
      <div className="br-header">
        <div className="container">
          <div className="header-top">
            <div className="header-sign">Ministério da Saúde</div>
            <div className="header-tools">{tools}</div>
          </div>
          <div className="header-bottom">
            <Link to="/" className="header-title">
              <span className="header-name">{title}</span>
              {subtitle && <span className="header-subtitle">{subtitle}</span>}
            </Link>
            {search && <div className="header-search">{search}</div>}
            <div className="header-account">{account}</div>
          </div>
        </div>
      </div>
      {menu}
    </header>
  );
}

/** The foot of every page. */
export function Footer({ children }: { children: ReactNode }) {
  return (
    <footer className="portal-footer" id="rodape" tabIndex={-1}>
      <div className="container">{children}</div>
    </footer>
  );
}
