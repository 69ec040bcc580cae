// The console as an app of its own. The styles are imported here and in the shell, never by console.tsx.
import '@portal/ui/styles.css';
import { mountConsole } from '@portal/console';
import remote from './console.tsx';

mountConsole(remote, import.meta.env.BASE_URL);
