/** What both consoles show of a credential, and what may be done to it in both. Each brings these with its pages. */
export { type ActableCredential, CredentialActs, type CredentialActsProps } from './credential-acts.tsx';
export { approvalFacts, identityFacts, type ReadCredential, SUSPENDED_BY_MINISTRY } from './credential-facts.tsx';
