import { Breadcrumb, PageTitle } from '@portal/ui';
import { Link } from 'react-router';
import { useConsole, useViewer } from './console-context.tsx';

/** /mapa-do-site: the main menu and the foot, spread out. */
export function SiteMapPage() {
  const { remote } = useConsole();
  const menu = remote.useMenu();
  const signedIn = useViewer() !== null;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Mapa do site' }]} />
      <PageTitle>Mapa do site</PageTitle>
      <ul>
        {menu.map((item) => (
          <li key={item.label}>
            {'to' in item ? (
              <Link to={item.to}>{item.label}</Link>
            ) : (
              <>
                {item.label}
                <ul>
                  {item.items.map((sub) => (
                    <li key={sub.to}>
                      <Link to={sub.to}>{sub.label}</Link>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
        {signedIn && (
          <>
            <li>
              <Link to="/avisos">Avisos</Link>
            </li>
            <li>
              <Link to="/meus-dados">Meus dados</Link>
            </li>
          </>
        )}
        {remote.footer?.map((link) => (
          <li key={link.label}>
            {link.to ? <Link to={link.to}>{link.label}</Link> : <a href={link.href}>{link.label}</a>}
          </li>
        ))}
        <li>
          <Link to="/acessibilidade">Acessibilidade</Link>
        </li>
        <li>
          <a href="/graphql">API GraphQL</a>
        </li>
      </ul>
    </>
  );
}
