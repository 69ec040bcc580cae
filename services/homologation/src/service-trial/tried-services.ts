/** The catalogue's services that can be tried here, and the codes of the kinds of documents that each takes. */
export const TRIED_SERVICES: Readonly<Record<string, readonly string[]>> = {
  'rnds-auth': [],
  'rnds-contexto-atendimento': [],
  'rnds-rel': ['REL 3.2.1', 'REL'],
  'rnds-ria-r': ['RIA-R'],
  'rnds-rac': ['RAC'],
  'rnds-sa': ['SA'],
  'rnds-rpm': ['REPM'],
  'rnds-rdm': ['REDFM'],
  'rnds-ra': ['RA'],
  'rnds-paciente': [],
  'rnds-estabelecimento': [],
  'rnds-profissional': [],
  'rnds-lotacao': [],
};

/** The one that gives tokens, at the Auth host. */
export const AUTH_SERVICE = 'rnds-auth';
