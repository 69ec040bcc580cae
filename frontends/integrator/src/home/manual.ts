/** The Manual de apoio: the guide for those who integrate with the RNDS. */
export const MANUAL_URL = 'https://rnds-guia.saude.gov.br/';
