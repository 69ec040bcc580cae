/** The version that goes with the text; a new text takes a new version. */
export const TERMS_VERSION = '2026-11';

/** What the applicant declares before sending. */
export const TERMS_TEXT =
  'Declaro que as informações são verdadeiras, que tenho autorização do estabelecimento e que usarei os dados conforme a LGPD.';
