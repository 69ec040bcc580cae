/** A certificate, as every console shows it. Each console brings this with its pages. */
export { CertificateFacts } from './certificate-facts.tsx';
export { certificateHolder } from './holder.ts';
