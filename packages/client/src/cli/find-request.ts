import { parseProtocolNumber } from '@portal/domain';
import { AccessRequestByProtocolDocument, type AccessRequestDetailFragment } from '../gql/graphql.ts';
import type { PortalClient, RequestOptions } from '../portal-client.ts';
import { NotFound, UsageError } from './command-errors.ts';

/** The request of a protocol number; a mistyped one is told by its check digit, without asking. */
export async function findRequest(
  portal: PortalClient,
  protocol: string | undefined,
  options: RequestOptions = {},
): Promise<AccessRequestDetailFragment> {
  const parsed = parseProtocolNumber(protocol ?? '');
  if (!parsed.ok) throw new UsageError(parsed.message);
  const { accessRequestByProtocol: found } = await portal.request(
    AccessRequestByProtocolDocument,
    { protocol: parsed.value },
    options,
  );
  if (!found) throw new NotFound(`A solicitação ${parsed.value} não foi encontrada entre as suas.`);
  return found;
}
