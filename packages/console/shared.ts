/**
 * What the shell shares with the consoles, each loaded once in a page: the whole package, or, where most of it would go
 * unused, the names that are shared. A console takes all of these from the shell and brings none of them.
 */
export const sharedByShell = {
  react: 'all',
  'react/jsx-runtime': 'all',
  'react-dom': 'all',
  'react-router': [
    'Link',
    'NavLink',
    'Navigate',
    'Outlet',
    'createSearchParams',
    'generatePath',
    'redirect',
    'useBlocker',
    'useLoaderData',
    'useLocation',
    'useMatch',
    'useNavigate',
    'useNavigation',
    'useOutletContext',
    'useParams',
    'useRevalidator',
    'useRouteError',
    'useSearchParams',
  ],
  urql: 'all',
  '@urql/core': 'all',
  '@portal/console': 'all',
  '@portal/ui': 'all',
} as const satisfies Record<string, 'all' | readonly string[]>;

export type SharedPackage = keyof typeof sharedByShell;
