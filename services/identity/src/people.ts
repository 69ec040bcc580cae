/** Somebody that one may be on this machine. None of them exists. */
export interface LocalPerson {
  /** What gov.br calls the subject: a CPF. These are the made-up ones of form generators, their check digits right. */
  sub: string;
  name: string;
  email: string;
  /** Level of the gov.br account. */
  assurance: 'bronze' | 'silver' | 'gold';
  /** What the page says about them; roles are the gateway's affair. */
  about: string;
}

/** The people to be, by the name that `login_hint` takes. */
export const PEOPLE: Readonly<Record<string, LocalPerson>> = {
  ana: {
    sub: '52998224725',
    name: 'Ana Souza',
    email: 'ana@laboratorio.example',
    assurance: 'gold',
    about: 'Integradora de um laboratório',
  },
  bruno: {
    sub: '11144477735',
    name: 'Bruno Lima',
    email: 'bruno@hospital.example',
    assurance: 'silver',
    about: 'Integrador de outro estabelecimento',
  },
  clara: {
    sub: '39053344705',
    name: 'Clara Nunes',
    email: 'clara@saude.example',
    assurance: 'gold',
    about: 'Analista do Ministério da Saúde',
  },
  davi: {
    sub: '86288366757',
    name: 'Davi Rocha',
    email: 'davi@saude.example',
    assurance: 'gold',
    about: 'Analista do Ministério da Saúde',
  },
  elis: {
    sub: '15350946056',
    name: 'Elis Prado',
    email: 'elis@saude.example',
    assurance: 'gold',
    about: 'Administração do Portal',
  },
  gilda: {
    sub: '52599927765',
    name: 'Gilda Matos',
    email: 'gilda@saude.example',
    assurance: 'gold',
    about: 'Gestão da análise no Ministério da Saúde',
  },
  hugo: {
    sub: '84434895885',
    name: 'Hugo Tavares',
    email: 'hugo@saude.example',
    assurance: 'gold',
    about: 'Auditoria no Ministério da Saúde',
  },
  fabio: {
    sub: '71428793860',
    name: 'Fábio Reis',
    email: 'fabio@clinica.example',
    assurance: 'bronze',
    about: 'Integrador com conta bronze',
  },
  iara: {
    sub: '74682489070',
    name: 'Iara Campos',
    email: 'iara@saude.example',
    assurance: 'gold',
    about: 'Analista do Ministério da Saúde, para vincular a portfólios',
  },
};

/** The person that a hint names, by `ana` and the like; own keys only, because the hint comes from outside. */
export function personNamed(hint: unknown): LocalPerson | undefined {
  return typeof hint === 'string' && Object.hasOwn(PEOPLE, hint) ? PEOPLE[hint] : undefined;
}

/** The person of a subject. */
export function personOfSubject(sub: string): LocalPerson | undefined {
  return Object.values(PEOPLE).find((person) => person.sub === sub);
}
