import { createInstance, type ModuleFederation } from '@module-federation/runtime';
import * as runtimeCore from '@module-federation/runtime/core';
import * as portalConsole from '@portal/console';
import type { SharedPackage, sharedByShell } from '@portal/console/shared';
import * as portalUi from '@portal/ui';
import * as urqlCore from '@urql/core';
import * as react from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import {
  createSearchParams,
  generatePath,
  Link,
  Navigate,
  NavLink,
  Outlet,
  redirect,
  useBlocker,
  useLoaderData,
  useLocation,
  useMatch,
  useNavigate,
  useNavigation,
  useOutletContext,
  useParams,
  useRevalidator,
  useRouteError,
  useSearchParams,
} from 'react-router';
import * as urql from 'urql';

// The names one by one, so that the rest of the package stays out of the bundle.
const reactRouter: Record<(typeof sharedByShell)['react-router'][number], unknown> = {
  createSearchParams,
  generatePath,
  Link,
  Navigate,
  NavLink,
  Outlet,
  redirect,
  useBlocker,
  useLoaderData,
  useLocation,
  useMatch,
  useNavigate,
  useNavigation,
  useOutletContext,
  useParams,
  useRevalidator,
  useRouteError,
  useSearchParams,
};

const modules: Record<SharedPackage, object> = {
  react,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': reactDom,
  'react-router': reactRouter,
  urql,
  '@urql/core': urqlCore,
  '@portal/console': portalConsole,
  '@portal/ui': portalUi,
};

/**
 * The shell's side of module federation. It uses the runtime without the bundler's plugin: what is shared are the modules
 * that the shell itself runs on, tree-shaken with it. The consoles use its copy of the runtime, too.
 */
export function createFederation(): ModuleFederation {
  Object.assign(globalThis, { _FEDERATION_RUNTIME_CORE: runtimeCore });
  const shared = Object.entries(modules).map(([name, module]) => {
    const share = {
      version: '1.0.0',
      lib: () => module,
      shareConfig: { singleton: true, requiredVersion: false as const, eager: true },
    };
    return [name, share];
  });
  return createInstance({ name: 'shell', remotes: [], shared: Object.fromEntries(shared) });
}
