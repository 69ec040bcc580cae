import type { AccessRequestState } from '@portal/domain';
import type { Transition } from './lifecycle.ts';

/** What a table must know of its states. */
export interface StateNames {
  all: readonly AccessRequestState[];
  initial: AccessRequestState;
  final: readonly AccessRequestState[];
}

/** The states of a request, as the contract names them. */
export const states: StateNames = {
  all: ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED'],
  initial: 'DRAFT',
  final: ['APPROVED', 'REJECTED', 'CANCELLED'],
};

/** What is wrong with a table of transitions, a sentence each; empty for a sound one. */
export function flawsOf(table: readonly Transition[], names = states): string[] {
  return [
    ...unknownStates(table, names),
    ...unreachableStates(table, names),
    ...leftFinalStates(table, names),
    ...statesWithoutEnd(table, names),
    ...ambiguousRows(table),
  ];
}

function unknownStates(table: readonly Transition[], { all }: StateNames): string[] {
  const named = new Set(table.flatMap(({ from, to }) => [from, to]));
  return [...named].filter((state) => !all.includes(state)).map((state) => `unknown state ${state}`);
}

function unreachableStates(table: readonly Transition[], { all, initial }: StateNames): string[] {
  const reached = closure([initial], (state) => table.filter(({ from }) => from === state).map(({ to }) => to));
  return all.filter((state) => !reached.has(state)).map((state) => `unreachable state ${state}`);
}

function leftFinalStates(table: readonly Transition[], { final }: StateNames): string[] {
  return table
    .filter(({ from }) => final.includes(from))
    .map(({ from, act }) => `final state ${from} is left by ${act}`);
}

function statesWithoutEnd(table: readonly Transition[], { all, final }: StateNames): string[] {
  const ending = closure(final, (state) => table.filter(({ to }) => to === state).map(({ from }) => from));
  return all.filter((state) => !ending.has(state)).map((state) => `no final state can be reached from ${state}`);
}

function ambiguousRows(table: readonly Transition[]): string[] {
  return table.flatMap((row, index) => {
    const rival = table.slice(0, index).find(({ from, act, when }) => {
      return (
        from === row.from && act === row.act && (when === undefined || row.when === undefined || when === row.when)
      );
    });
    return rival ? [`two transitions for ${row.act} in ${row.from}`] : [];
  });
}

function closure(
  start: readonly AccessRequestState[],
  next: (state: AccessRequestState) => AccessRequestState[],
): Set<AccessRequestState> {
  const found = new Set(start);
  for (const state of found) for (const neighbour of next(state)) found.add(neighbour);
  return found;
}
