import type { PersonalColumn } from '@portal/service-kit';

const MANAGER = ['cpf', 'email', 'phone'];
/** An e-CPF has its holder's CPF in each. */
const CERTIFICATE = ['subject', 'holder', 'holderName'];

const under = (name: string, leaves: readonly string[]) => leaves.map((leaf) => `${name}.${leaf}`);
const SUBMISSION = [...under('manager', MANAGER), ...under('certificate', CERTIFICATE)];

/** What JSON holds of people. The manager is nobody's account: theirs is sealed with the request, and ends with it alone. */
export const PERSONAL_JSON = {
  requester: { column: 'access_request.requester', subject: 'owner_id', leaves: ['email'], searched: 'email' },
  manager: { column: 'access_request.manager', subject: 'id', leaves: MANAGER },
  certificate: { column: 'access_request.certificate', subject: 'id', leaves: CERTIFICATE },
  submitted: { column: 'access_request.submitted', subject: 'id', leaves: SUBMISSION },
  submittedBefore: { column: 'access_request.submitted_before', subject: 'id', leaves: SUBMISSION },
  credentialCertificate: { column: 'credential.certificate', subject: 'id', leaves: CERTIFICATE },
  previousCertificate: { column: 'credential.previous_certificate', subject: 'id', leaves: CERTIFICATE },
} satisfies Record<string, PersonalColumn>;

/** Texts about people, and whose key they are sealed by: the person's, or that of what names somebody without an account. */
export const PERSONAL_TEXTS = {
  'team_member.email': 'person_id',
  'team_invitation.email': 'id',
  'team_invitation.person_email': 'person_id',
  'notice_recipient.email': 'person_id',
  'erasure_request.letter_email': 'person_id',
  'certificate_pem.pem': 'request_id',
} as const;
