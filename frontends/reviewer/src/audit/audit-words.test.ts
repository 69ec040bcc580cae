import { ACCESS_REQUEST_ACTION_LABELS, ACT_WORDS, CREDENTIAL_ACTION_LABELS } from '@portal/domain';
import { expect, test } from 'vitest';

test('whatever is done to a request or a credential has its words', () => {
  // Recorded as what comes of them: updateAccessRequest, CREATE and ALTER.
  const { EDIT, ...ofRequests } = ACCESS_REQUEST_ACTION_LABELS;
  const { REQUEST_PRODUCTION, REQUEST_ALTERATION, ...ofCredentials } = CREDENTIAL_ACTION_LABELS;
  const acts = Object.keys({ ...ofRequests, ...ofCredentials });
  expect(acts.filter((act) => !ACT_WORDS[act])).toEqual([]);
});
