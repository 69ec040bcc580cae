import type { AssuranceLevel } from '@portal/domain';

/** What is answered; absent until it is. */
export interface Answers {
  account?: AssuranceLevel | 'NONE';
  certificate?: 'E_CNPJ' | 'E_CPF' | 'NONE';
  establishment?: 'CNES' | 'CNPJ' | 'NONE';
}

/** What follows of one answer: whether it is in order, and what to do. */
export interface Advice {
  /** LATER lets one begin, and is needed before sending; NOW is needed to begin. */
  needed: 'NOTHING' | 'LATER' | 'NOW';
  title: string;
  text: string;
  link?: { label: string; href: string };
}

type Answer<Question extends keyof Answers> = NonNullable<Answers[Question]>;

const ACCOUNT = {
  label: 'Como criar a conta e aumentar o nível dela',
  href: 'https://www.gov.br/governodigital/pt-br/identidade/conta-gov-br',
};
const RIGHT: Advice = { needed: 'NOTHING', title: 'A sua conta serve', text: 'Com ela você preenche e envia.' };

const ON_ACCOUNT: Record<Answer<'account'>, Advice> = {
  GOLD: RIGHT,
  SILVER: RIGHT,
  BRONZE: {
    needed: 'LATER',
    title: 'Para enviar, a conta precisa ser prata ou ouro',
    text: 'Com a conta bronze você preenche e guarda o rascunho, e não envia. Aumente o nível dela e entre de novo.',
    link: ACCOUNT,
  },
  NONE: {
    needed: 'NOW',
    title: 'Crie uma conta gov.br',
    text: 'É com ela que se entra no Portal. Para enviar, ela precisa ser prata ou ouro.',
    link: ACCOUNT,
  },
};

const ON_CERTIFICATE: Record<Answer<'certificate'>, Advice> = {
  E_CNPJ: {
    needed: 'NOTHING',
    title: 'O e-CNPJ serve',
    text: 'Ele precisa ser do CNPJ do estabelecimento, ou de quem o mantém. Tenha à mão o arquivo e a senha: a senha e a chave não saem do seu navegador.',
  },
  E_CPF: {
    needed: 'NOTHING',
    title: 'O e-CPF serve',
    text: 'Ele precisa ser do gestor responsável: o CPF do certificado e o do gestor são conferidos. Tenha à mão o arquivo e a senha: a senha e a chave não saem do seu navegador.',
  },
  NONE: {
    needed: 'LATER',
    title: 'Peça já o certificado',
    text: 'Há portfólios que o exigem, como o da RNDS, e outros que o dispensam: a página de cada um diz. Ele é comprado de uma autoridade certificadora da ICP-Brasil, e leva alguns dias. Você já pode começar o rascunho.',
    link: {
      label: 'Autoridades certificadoras da ICP-Brasil',
      href: 'https://www.gov.br/iti/pt-br/assuntos/icp-brasil',
    },
  },
};

const ON_ESTABLISHMENT: Record<Answer<'establishment'>, Advice> = {
  CNES: {
    needed: 'NOTHING',
    title: 'Isso basta',
    text: 'Com os 7 dígitos do CNES, o Portal encontra nome, município e UF.',
  },
  CNPJ: {
    needed: 'NOTHING',
    title: 'O CNPJ também serve',
    text: 'Na solicitação, escolha CNPJ no lugar de CNES. Se o estabelecimento tem CNES, informe-o: a RNDS o usa em cada registro.',
    link: { label: 'Consultar o CNES', href: 'https://cnes.datasus.gov.br' },
  },
  NONE: {
    needed: 'LATER',
    title: 'Descubra o número do estabelecimento',
    text: 'Pergunte a quem administra o estabelecimento, ou consulte o cadastro pelo nome e pelo município. Você já pode começar o rascunho.',
    link: { label: 'Consultar o CNES', href: 'https://cnes.datasus.gov.br' },
  },
};

/** What follows of each answer that was given, in the order of the questions. */
export function adviceOn({ account, certificate, establishment }: Answers): {
  [Question in keyof Answers]?: Advice;
} {
  return {
    ...(account && { account: ON_ACCOUNT[account] }),
    ...(certificate && { certificate: ON_CERTIFICATE[certificate] }),
    ...(establishment && { establishment: ON_ESTABLISHMENT[establishment] }),
  };
}

/** What follows of all three; null until all are answered. */
export function verdictOn(answers: Answers): Pick<Advice, 'needed' | 'title'> | null {
  const advice = Object.values(adviceOn(answers));
  if (advice.length < 3) return null;
  const needs = advice.map(({ needed }) => needed);
  if (needs.includes('NOW')) return { needed: 'NOW', title: 'Ainda não: comece pela conta gov.br' };
  if (needs.includes('LATER'))
    return { needed: 'LATER', title: 'Você já pode começar, e enviar quando tiver o que falta' };
  return { needed: 'NOTHING', title: 'Sim, você pode pedir' };
}
