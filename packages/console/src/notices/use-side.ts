import type { MessageSide } from '@portal/domain';
import { useConsole } from '../console-context.tsx';

/** Whose notices are read in this console. */
export function useSide(): MessageSide {
  return useConsole().remote.name === 'reviewer' ? 'REVIEWERS' : 'INTEGRATOR';
}
