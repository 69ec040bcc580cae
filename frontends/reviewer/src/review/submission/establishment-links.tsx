import { Link } from 'react-router';
import type { ReviewRequest } from './fields.ts';

/** Consulta de estabelecimentos of the CNES. */
const CNES_PAGE = 'https://cnes.datasus.gov.br/pages/estabelecimentos/consulta.jsp?search=';

/** Where more is found of an establishment: its other requests here, and itself in CNES. */
export function EstablishmentLinks({ establishment }: Pick<ReviewRequest, 'establishment'>) {
  const { cnes, cnpj } = establishment ?? {};
  const known = cnes ?? cnpj;
  if (!known) return null;
  return (
    <p>
      <Link to={`/solicitacoes?busca=${known}`}>Todas as solicitações deste estabelecimento</Link>
      {cnes && (
        <>
          {' · '}
          <a href={`${CNES_PAGE}${cnes}`} rel="noreferrer">
            Ver no CNES
          </a>
        </>
      )}
    </p>
  );
}
