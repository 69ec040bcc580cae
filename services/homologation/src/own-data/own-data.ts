import type { OwnDataSections } from '@portal/service-kit';

const BY_ME = '(select id from me)';

/** What this database has of a person, for their export. */
export const OWN_DATA: OwnDataSections = {
  conformanceMessages: `select written_at as "writtenAt", requirement_id as requirement, text
    from conformance_message where written_by = ${BY_ME} order by place desc`,
  overrides: `select proposed_at as at, requirement_id as requirement, outcome, reason from conformance_override
    where proposed_by = ${BY_ME} order by proposed_at desc`,
  overrideDecisions: `select decided_at as at, decision, comment from conformance_override_decision
    where decided_by = ${BY_ME} order by decided_at desc`,
  trialCertificates: `select subject, serial_number as "serialNumber", issued_at as "issuedAt", revoked_at as "revokedAt", reason
    from trial_certificate where issued_by = ${BY_ME} or revoked_by = ${BY_ME} order by issued_at desc`,
  armedFaults: `select kind, armed_at as at, calls_done as "callsDone" from armed_fault
    where armed_by = ${BY_ME} order by place desc`,
  acts: `select at, act, subject, subject_id as "subjectId" from audit_record where actor_id = ${BY_ME}
    order by at desc`,
};

/** Tables that have something of people and are in no export, and why. */
export const NOT_IN_OWN_DATA: Readonly<Record<string, string>> = {
  answered_once: 'keys of acts, for 48 hours',
  call: 'calls of systems, by people who do not exist',
  conformance_message_read: 'how far messages were read, by their place',
  conformance_report: 'the team’s, by whose credential it is',
  conformance_run: 'the team’s, by whose credential it is',
  document: 'the team’s, by whose credential it is, of people who do not exist',
};
