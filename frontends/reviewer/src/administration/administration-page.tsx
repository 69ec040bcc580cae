import { useViewer } from '@portal/console';
import { type Permission, SECURITY_KEYS_PATH } from '@portal/domain';
import { Card, CardGrid, PageTitle } from '@portal/ui';

interface Area {
  to: string;
  title: string;
  text: string;
  /** Who may not read it is not led there. */
  permission: Permission;
}

const AREAS: readonly Area[] = [
  {
    to: '/administracao/portfolios',
    title: 'Portfólios e serviços',
    text: 'Textos, requisitos, serviços e endereços que o integrador lê.',
    permission: 'READ_CONTENT',
  },
  {
    to: '/administracao/regras',
    title: 'Regras da análise',
    text: 'Em quanto tempo se responde, quantas pessoas aprovam e os feriados que contam.',
    permission: 'READ_CONTENT',
  },
  {
    to: '/administracao/motivos',
    title: 'Motivos de decisão',
    text: 'O que analistas escolhem ao pedir ajustes ou rejeitar.',
    permission: 'READ_CONTENT',
  },
  {
    to: '/administracao/manutencoes',
    title: 'Manutenções',
    text: 'O que é anunciado a todos antes de parar, e por quanto tempo.',
    permission: 'READ_CONTENT',
  },
  {
    to: '/administracao/guarda',
    title: 'Guarda de dados',
    text: 'Por quanto tempo cada dado fica, e o que já foi apagado.',
    permission: 'READ_CONTENT',
  },
  {
    to: '/administracao/modelos',
    title: 'Modelos de resposta',
    text: 'Os textos prontos que analistas usam em decisões e mensagens.',
    permission: 'READ_ADMINISTRATION',
  },
  {
    to: '/administracao/pessoas',
    title: 'Pessoas e papéis',
    text: 'Quem analisa, conduz, audita e administra.',
    permission: 'READ_ADMINISTRATION',
  },
  {
    to: '/administracao/registro',
    title: 'Registro de atos',
    text: 'Quem fez e quem leu o quê, e se tudo está como foi escrito.',
    permission: 'READ_ADMINISTRATION',
  },
  {
    to: SECURITY_KEYS_PATH,
    title: 'Minhas chaves de segurança',
    text: 'Com que você confirma que é você quando administra.',
    permission: 'ADMINISTER',
  },
];

/** Administração: what the Ministry keeps by itself, area by area. */
export function AdministrationPage() {
  const permissions = useViewer()?.permissions ?? [];
  return (
    <>
      <PageTitle>Administração</PageTitle>
      <p className="lead">Cada mudança fica registrada, com quem a fez e quando, e uma versão anterior pode voltar.</p>
      <CardGrid>
        {AREAS.filter(({ permission }) => permissions.includes(permission)).map(({ to, title, text }) => (
          <Card key={to} title={title} to={to}>
            <p>{text}</p>
          </Card>
        ))}
      </CardGrid>
    </>
  );
}
