import type { Establishment } from '../establishments/establishment.ts';

/** The establishment of the RNDS guide's own example, as the bundled sample knows it. */
export const laboratory: Establishment = {
  cnes: '2337991',
  cnpj: null,
  name: 'LABORATORIO ROMULO ROCHA',
  uf: 'GO',
  municipality: 'Goiânia',
  verified: true,
};
