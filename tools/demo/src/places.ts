import { cnpjCheckDigits, cpfCheckDigits } from '@portal/domain';

/** An establishment of the bundled sample, and who is said to manage it. CNPJ and people are made up. */
export interface Place {
  cnes: string;
  /** As texts speak of it. */
  name: string;
  /** Of the legal person that its certificate is for. */
  cnpj: string;
  manager: { name: string; cpf: string; email: string; phone: string };
  /** The address that its systems call from. */
  network: string;
  children: string[];
}

const KNOWN: [cnes: string, name: string, manager: string, domain: string, children?: string[]][] = [
  ['2337991', 'Laboratório Rômulo Rocha', 'Rômulo Rocha Filho', 'romulorocha'],
  ['2362856', 'Hospital de Trauma de Campina Grande', 'Marta Lúcia Farias', 'traumacg'],
  ['2399555', 'Hospital Municipal Santa Isabel', 'José Carlos Medeiros', 'santaisabel', ['2399229']],
  ['2605414', 'Maternidade Peregrino Filho', 'Helena Dantas Nóbrega', 'peregrinofilho'],
  ['2399032', 'Laboratório Valdevino', 'Paulo Valdevino Neto', 'labvaldevino'],
  ['2342413', 'Policlínica Benjamin Maranhão', 'Sandra Regina Lins', 'bayeux', ['2342901']],
  ['2707527', 'Maternidade Frei Damião', 'Cícera Alves Batista', 'freidamiao'],
  ['2675862', 'Cemol Análises Clínicas', 'Ricardo Montenegro', 'cemol'],
  ['2334186', 'USF Siqueira Campos', 'Antônio Pereira Gomes', 'cabedelo', ['2334860', '2342154', '2342162', '2342731']],
  ['2605473', 'Complexo Hospitalar Janduhy Carneiro', 'Francisca Leite Sátiro', 'hospitalpatos', ['2605481']],
  ['9243380', 'Adlab Laboratório', 'Adriana Queiroga', 'adlab'],
  ['9954279', 'Hospital Dia Santa Maria', 'Bruno Feitosa Ventura', 'hdsantamaria'],
  ['2593262', 'Hospital Senador Humberto Lucena', 'Lívia Carvalho Ramos', 'traumajp'],
  ['2821869', 'Policlínica de Patos', 'Geraldo Wanderley', 'patos'],
];

/** Establishments of the demo. */
export const PLACES: readonly Place[] = KNOWN.map(([cnes, name, manager, domain, children = []], index) => {
  const cnpjBase = `${String(41_000_100 + index * 7_919)}0001`;
  const cpfBase = String(103_000_040 + index * 104_729);
  return {
    cnes,
    name,
    cnpj: cnpjBase + cnpjCheckDigits(cnpjBase),
    manager: {
      name: manager,
      cpf: cpfBase + cpfCheckDigits(cpfBase),
      email: `gestao@${domain}.example`,
      phone: `8332${String(410_000 + index * 1_103)}`,
    },
    network: `200.129.${10 + index}`,
    children,
  };
});
