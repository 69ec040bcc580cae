import type { AskedService } from '../access/asked-service.ts';
import type { MinistryRoles } from './ministry-roles.ts';
import { UntilTold } from './until-told.ts';

/** So many are told of in one go; credentials takes no more. */
const MOST_AT_ONCE = 500;

/** Tells credentials who is what since an ADMIN said so, until it is taken: who is nothing any more opens no console to show it. */
export function tellRoles(roles: MinistryRoles, credentials: AskedService): Disposable {
  const telling = new UntilTold('roles', credentials, async (post) => {
    const people = await roles.ofThoseSet();
    for (let from = 0; from < people.length; from += MOST_AT_ONCE) {
      await post('/internal/ministry-roles', { people: people.slice(from, from + MOST_AT_ONCE) });
    }
  });
  // Not waited for: sessions follow whether credentials answers or not.
  roles.onChanged(async () => telling.due());
  // A gateway that set roles may have stopped before they were told.
  telling.due();
  return telling;
}
