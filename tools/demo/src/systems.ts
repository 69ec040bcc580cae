/** What a system does, and the services that go with it. */
export interface SystemKind {
  portfolio: string;
  services: string[];
  name: string;
  description: string;
  vendor: string;
  database: string;
  webApplication: boolean;
  integratesWith: string[];
}

/** Systems of the demo: a name of each is had once. */
export const SYSTEMS = {
  laboratory: {
    portfolio: 'rnds',
    services: ['rnds-auth', 'rnds-rel', 'rnds-paciente', 'rnds-profissional'],
    name: 'LabVida',
    description: 'Sistema de laboratório que registra coletas, libera laudos e envia os resultados de exames à RNDS.',
    vendor: 'Vida Sistemas de Saúde',
    database: 'PostgreSQL 17',
    webApplication: true,
    integratesWith: ['Equipamentos de bioquímica (ASTM)', 'Portal do paciente'],
  },
  vaccination: {
    portfolio: 'rnds',
    services: ['rnds-auth', 'rnds-ria-r', 'rnds-ria-c', 'rnds-paciente'],
    name: 'Sala de Vacina',
    description: 'Registra as doses aplicadas na rotina e em campanha e envia cada registro à RNDS no mesmo dia.',
    vendor: 'Equipe própria de TI',
    database: 'MySQL 8.4',
    webApplication: true,
    integratesWith: ['e-SUS APS'],
  },
  hospital: {
    portfolio: 'rnds',
    services: ['rnds-auth', 'rnds-contexto-atendimento', 'rnds-sa', 'rnds-rac', 'rnds-paciente'],
    name: 'Prontuário Aroeira',
    description:
      'Prontuário eletrônico do hospital: internação, prescrição, evolução e sumário de alta enviado à RNDS.',
    vendor: 'Aroeira Tecnologia Hospitalar',
    database: 'Oracle 19c',
    webApplication: true,
    integratesWith: ['PACS', 'Sistema de faturamento', 'LabVida'],
  },
  pharmacy: {
    portfolio: 'rnds',
    services: ['rnds-auth', 'rnds-rpm', 'rnds-rdm'],
    name: 'Farmácia Básica',
    description:
      'Controla receitas e entregas de medicamentos da rede municipal e envia prescrição e dispensação à RNDS.',
    vendor: 'Mandacaru Software',
    database: 'PostgreSQL 16',
    webApplication: true,
    integratesWith: ['Hórus'],
  },
  registry: {
    portfolio: 'cnes',
    services: ['cnes-estabelecimento-saude', 'cnes-profissional-saude'],
    name: 'Painel da Regulação',
    description: 'Consulta estabelecimentos e profissionais no CNES para montar a escala e a regulação de consultas.',
    vendor: 'Mandacaru Software',
    database: 'SQL Server 2022',
    webApplication: true,
    integratesWith: ['SISREG'],
  },
  citizens: {
    portfolio: 'cadsus',
    services: ['cadsus-pdq-supplier'],
    name: 'Recepção Integrada',
    description: 'Busca o cadastro do cidadão no CADSUS na recepção, para evitar cadastros duplicados no hospital.',
    vendor: 'Aroeira Tecnologia Hospitalar',
    database: 'Oracle 19c',
    webApplication: false,
    integratesWith: ['Prontuário Aroeira'],
  },
  procedures: {
    portfolio: 'sigtap',
    services: ['sigtap-procedimento', 'sigtap-compatibilidade'],
    name: 'Faturamento SUS',
    description: 'Consulta procedimentos e compatibilidades no SIGTAP e confere as contas antes do envio mensal.',
    vendor: 'Conta Certa Informática',
    database: 'Firebird 4',
    webApplication: false,
    integratesWith: ['Prontuário Aroeira'],
  },
  stock: {
    portfolio: 'bnafar',
    services: ['bnafar-posicao-estoque', 'bnafar-entradas', 'bnafar-dispensacoes'],
    name: 'Almoxarifado Municipal',
    description: 'Envia à BNAFAR a posição de estoque, as entradas e as dispensações de medicamentos do município.',
    vendor: 'Mandacaru Software',
    database: 'PostgreSQL 16',
    webApplication: true,
    integratesWith: [],
  },
} satisfies Record<string, SystemKind>;

/** The kind of a system. */
export type SystemName = keyof typeof SYSTEMS;
