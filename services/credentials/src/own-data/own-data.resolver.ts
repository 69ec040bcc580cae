import { MOST_COUNTED } from '@portal/domain';
import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  ListSize,
  pageOf,
  pageSize,
  RequiresScopes,
} from '@portal/service-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { momentKey } from '../graph/moment-key.ts';
import { PageArgs } from '../graph/page-args.ts';
import { Viewer } from '../requests/viewer.resolver.ts';
import { DataReading } from './data-reading.ts';
import { countReadings, READ_BY, type ReadingRow, readReadings } from './reading-rows.ts';

const DataReadingConnection = connectionOf(DataReading);
const LIST = 'dataReadings';

/** What a person may know of what is theirs. */
@Resolver(() => Viewer)
export class ViewerDataResolver {
  @RequiresScopes('session')
  @ListSize('first')
  @FieldResolver(() => DataReadingConnection, {
    description:
      'Who outside their team read requests, files and credentials that are theirs or their team’s, the newest first.',
  })
  async dataReadings(
    @Root() { id: personId }: Viewer,
    @Args() { first, after }: PageArgs,
    @Ctx() { em }: CredentialsContext,
  ): Promise<Connection<DataReading>> {
    const size = pageSize(first);
    const begin = after == null ? null : decodeCursor(after, momentKey(LIST));
    const rows = await readReadings(em, personId, { limit: size + 1, after: begin });
    return pageOf({
      rows: rows.map(readingOf),
      size,
      after,
      cursorOf: ({ at, readingId }) => encodeCursor([LIST, at.toISOString(), readingId]),
      countAll: () => countReadings(em, personId, MOST_COUNTED + 1),
    });
  }
}

function readingOf(row: ReadingRow): DataReading {
  const { id: readingId, reader, protocol } = row;
  const kind = READ_BY[row.act];
  const [fileName, accessRequestId, credentialId] = [row.file_name, row.request_id, row.credential_id];
  return { readingId, kind, reader, protocol, fileName, accessRequestId, credentialId, at: new Date(row.at) };
}
