import {
  AppearanceChoice,
  FocusKeeper,
  Footer,
  Header,
  Loading,
  Menu,
  Notices,
  NoticesProvider,
  PastNotices,
  portalName,
  SkipLinks,
} from '@portal/ui';
import { Suspense } from 'react';
import { Link, Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { Account } from './account.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { useConsole } from './console-context.tsx';
import { MaintenanceNotice } from './maintenance-notice.tsx';
import { NoticeBell } from './notices/notice-bell.tsx';
import { HeaderSearch } from './search/header-search.tsx';
import { AsksSecondFactor } from './second-factor/asks-second-factor.tsx';
import { SessionOver } from './session-over.tsx';

const shortcuts = [
  { label: 'Ir para o conteúdo', target: 'conteudo', accessKey: '1' },
  { label: 'Ir para o menu', target: 'menu', accessKey: '2' },
];
const searchShortcut = { label: 'Ir para a busca', target: 'busca', accessKey: '3' };
const footShortcut = { label: 'Ir para o rodapé', target: 'rodape', accessKey: '4' };

/** Head, menu, page and foot of every page of a console. */
export function Frame() {
  const { remote } = useConsole();
  const menu = remote.useMenu();
  const loading = useNavigation().state === 'loading';
  return (
    <NoticesProvider>
      <div className="portal-page">
        <SkipLinks links={[...shortcuts, ...(remote.search ? [searchShortcut] : []), footShortcut]} />
        <Header
          title={portalName}
          subtitle={remote.title}
          tools={<AppearanceChoice />}
          search={remote.search && <HeaderSearch {...remote.search} />}
          account={
            <>
              <NoticeBell />
              <Account />
            </>
          }
          menu={<Menu items={menu} />}
        />
        <ConnectionStatus />
        <MaintenanceNotice />
        <SessionOver />
        <AsksSecondFactor />
        <Notices />
        <main id="conteudo" tabIndex={-1} className="portal-main container" aria-busy={loading || undefined}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        <PastNotices />
        <FrameFooter />
      </div>
      <FocusKeeper />
      <ScrollRestoration />
    </NoticesProvider>
  );
}

function FrameFooter() {
  const { remote } = useConsole();
  return (
    <Footer>
      <nav aria-label="Rodapé">
        <ul>
          {remote.footer?.map((link) => (
            <li key={link.label}>
              {link.to === undefined ? <a href={link.href}>{link.label}</a> : <Link to={link.to}>{link.label}</Link>}
            </li>
          ))}
          <li>
            <Link to="/acessibilidade">Acessibilidade</Link>
          </li>
          <li>
            <Link to="/mapa-do-site">Mapa do site</Link>
          </li>
          <li>
            <a href="/graphql">API GraphQL</a>
          </li>
        </ul>
      </nav>
      <p>Ministério da Saúde · Rede Nacional de Dados em Saúde (RNDS)</p>
    </Footer>
  );
}
