/** The RNDS's own guide: what each clinical document holds. */
export const GUIDE_URL = 'https://rnds-guia.saude.gov.br/';
