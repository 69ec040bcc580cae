import { type ReplyValues, requirementWords } from '@portal/domain';
import type { ReviewRequest } from '../submission/fields.ts';

/** What stands for the variables of a template on a request; `path` is what the text is about. */
export function replyValuesOf(request: ReviewRequest, path = ''): ReplyValues {
  const about = request.checklist.find(({ requirement }) => path === `checklist.${requirement.code}`);
  return {
    requester: request.requester?.name,
    protocol: request.protocol,
    establishment: request.establishment?.name ?? 'Ministério da Saúde',
    system: request.system?.name ?? undefined,
    portfolio: request.portfolio.name,
    requirement: about && requirementWords(about),
  };
}
