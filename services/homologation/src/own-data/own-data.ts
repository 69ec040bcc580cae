import type { OwnDataSections } from '@portal/service-kit';

const BY_ME = '(select id from me)';

/** The newest acts that are told. */
const MOST_ACTS = 10_000;

/** What this database has of a person, for an export of all that the portal has. */
export const OWN_DATA: OwnDataSections = {
  runs: `select credential_id as "credentialId", suite_id as suite, connector, outcome, opened_at as "openedAt",
      completed_at as "completedAt"
    from conformance_run where owner_id = ${BY_ME} order by opened_at`,
  reports: `select id, issued_at as "issuedAt", valid_until as "validUntil", pdf_sha256 as "pdfSha256"
    from conformance_report where owner_id = ${BY_ME} order by issued_at`,
  documents: `select id, kind, identifier_system as "identifierSystem", identifier_value as "identifierValue", state,
      created_at as "createdAt"
    from document where owner_id = ${BY_ME} order by created_at`,
  conformanceMessages: `select written_at as "writtenAt", requirement_id as requirement, text
    from conformance_message where written_by = ${BY_ME} order by place`,
  overrides: `select proposed_at as at, requirement_id as requirement, outcome, reason from conformance_override
    where proposed_by = ${BY_ME} order by proposed_at`,
  overrideDecisions: `select decided_at as at, decision, comment from conformance_override_decision
    where decided_by = ${BY_ME} order by decided_at`,
  trialCertificates: `select subject, serial_number as "serialNumber", issued_at as "issuedAt", revoked_at as "revokedAt", reason
    from trial_certificate where issued_by = ${BY_ME} or revoked_by = ${BY_ME} order by issued_at`,
  armedFaults: `select kind, armed_at as at, calls_done as "callsDone" from armed_fault
    where armed_by = ${BY_ME} order by place`,
  acts: `select at, act, subject, subject_id as "subjectId" from audit_record where actor_id = ${BY_ME}
    order by at desc limit ${MOST_ACTS}`,
};

/** Tables that have something of people and are in no export, and why. */
export const NOT_IN_OWN_DATA: Readonly<Record<string, string>> = {
  answered_once: 'keys of acts, for 48 hours',
  call: 'calls of systems, by people who do not exist',
  conformance_message_read: 'how far messages were read, by their place',
};
