import { type OwnDataSections, type PersonalColumn, personalSql } from '@portal/service-kit';
import { PERSONAL_JSON } from '../personal-data/columns.ts';
import { sealedText } from '../personal-data/texts.ts';

const BY_ME = '(select id from me)';
const PROTOCOL = '(select protocol from access_request where access_request.id = request_id) as protocol';

const sealedJson = ({ column, subject }: PersonalColumn) => {
  const [table, name] = column.split('.');
  return personalSql(column, `${table}.${name}`, `${table}.${subject}`);
};
const { requester, manager, certificate, credentialCertificate, previousCertificate } = PERSONAL_JSON;

/** Who has left a team takes nothing along of what is the team's. */
const STILL_MINE = `owner_id = ${BY_ME} and holder_id in (
  select id from me union all select team_id from team_member where person_id = ${BY_ME})`;

/** What this database has of a person, for their export. No secret is among it. */
export const OWN_DATA: OwnDataSections = {
  requests: `select protocol, environment, state, portfolio, services, ${sealedJson(requester)} as requester, establishment,
      ${sealedJson(manager)} as manager, ${sealedJson(certificate)} as certificate, system,
      created_at as "createdAt", submitted_at as "submittedAt", decided_at as "decidedAt"
    from access_request where ${STILL_MINE} order by created_at desc`,
  requestsLeft: `select protocol, ${sealedJson(requester)} as requester, created_at as "createdAt"
    from access_request where owner_id = ${BY_ME} and not (${STILL_MINE}) order by created_at desc`,
  credentials: `select requester_identifier as "requesterIdentifier", environment, state, state_reason as "stateReason",
      ${sealedJson(credentialCertificate)} as certificate, ${sealedJson(previousCertificate)} as "previousCertificate", issued_at as "issuedAt", expires_at as "expiresAt"
    from credential where ${STILL_MINE} order by issued_at desc`,
  transferOffers: `select requester_identifier as "requesterIdentifier", transfer_offer ->> 'byName' as name,
      transfer_offer ->> 'at' as at
    from credential where transfer_offer is not null and transfer_offer ->> 'byId' = (select id::text from me)`,
  evidence: `select e.file_name as "fileName", e.media_type as "mediaType", e.size, e.sha256, e.uploaded_at as "uploadedAt",
      ${PROTOCOL}
    from evidence e where request_id in (select id from access_request where ${STILL_MINE}) order by e.uploaded_at desc`,
  history: `select at, actor as name, action, "from", "to", message, reasons, ${PROTOCOL}
    from access_request_event where actor_id = ${BY_ME} order by at desc`,
  reviewing: `select ${PROTOCOL}, reviewer_name as name
    from (select id as request_id, reviewer_name from access_request where reviewer_id = ${BY_ME}) as held`,
  assessments: `select requirement, verdict, note, internal_note as "internalNote", reviewer_name as name, at, ${PROTOCOL}
    from assessment where reviewer_id = ${BY_ME} order by at desc`,
  messages: `select written_at as "writtenAt", author as name, text, ${PROTOCOL}
    from request_message where written_by = ${BY_ME} order by place desc`,
  messageAttachments: `select file_name as "fileName", size, sha256, uploaded_at as "uploadedAt", ${PROTOCOL}
    from message_attachment where uploaded_by = ${BY_ME} order by uploaded_at desc`,
  teams: `select team.name as team, role, member.name, ${sealedText('team_member.email', 'member')} as email, since, invited_by as "invitedBy"
    from team_member member join team on team.id = member.team_id where person_id = ${BY_ME} order by since desc`,
  teamInvitations: `select team.name as team, role, invitation.name,
      ${sealedText('team_invitation.person_email', 'invitation')} as email, accepted_at as "acceptedAt"
    from team_invitation invitation join team on team.id = invitation.team_id where person_id = ${BY_ME} order by accepted_at desc`,
  notices: `select at, kind, read_at as "readAt", deadline, ${PROTOCOL} from notice where person_id = ${BY_ME} order by at desc`,
  kindsNotMailed: `select kind from notice_mail_off where person_id = ${BY_ME} order by kind`,
  consoles: `select roles, ${sealedText('notice_recipient.email')} as email, portfolios, seen_at as "seenAt" from notice_recipient where person_id = ${BY_ME}
    union all select null, null, portfolios, seen_at from reviewer_presence where person_id = ${BY_ME}`,
  erasure: `select asked_at as "askedAt", due_at as "dueAt", ${sealedText('erasure_request.letter_email')} as email
    from erasure_request where person_id = ${BY_ME}`,
  webhooks: `select url, description, event_types as "eventTypes", state, created_at as "createdAt"
    from webhook where owner_id = ${BY_ME} order by created_at desc`,
  webhooksOfTeams: `select team.name as team, webhook.created_at as "createdAt",
      created_by_id = ${BY_ME} as "madeByMe", changed_by_id = ${BY_ME} as "changedByMe"
    from webhook join team on team.id = webhook.team_id
    where ${BY_ME} in (created_by_id, changed_by_id) order by webhook.created_at desc`,
  tokensOfTeams: `select team.name as team, token.name, token.created_at as "createdAt"
    from team_token token join team on team.id = token.team_id where created_by_id = ${BY_ME} order by token.created_at desc`,
  editions: `select at, number, by_name as name, body from content_edition where by_id = ${BY_ME} order by at desc`,
  drafts: `select draft_at as at, draft_by_name as name, draft as body from content_item where draft_by_id = ${BY_ME}
    order by draft_at desc`,
  acts: `select at, act, subject, subject_id as "subjectId" from audit_record where actor_id = ${BY_ME}
    order by at desc`,
};

/** Tables that have something of people and are in no export, and why. */
export const NOT_IN_OWN_DATA: Readonly<Record<string, string>> = {
  answered_once: 'keys of acts, for 48 hours',
  certificate_pem: 'the certificate, whose names and numbers are told with the request',
  erased_person: 'of who is here no more',
  note_mention: 'who is mentioned in the notes of colleagues, by id',
  outbox: 'what live pages are told of, for 31 days',
  request_message_read: 'how far messages were read, by their place',
  unfinished_upload: 'files on their way, for a day',
  webhook_attempt: 'what receivers answered',
  webhook_event_set_aside: 'what a webhook could not be told, for 30 days',
};
