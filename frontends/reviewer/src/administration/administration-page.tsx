import { Card, CardGrid, PageTitle } from '@portal/ui';

const AREAS = [
  {
    to: '/administracao/modelos',
    title: 'Modelos de resposta',
    text: 'Os textos prontos que analistas usam em decisões e mensagens.',
  },
  {
    to: '/administracao/pessoas',
    title: 'Pessoas e papéis',
    text: 'Quem analisa, conduz, audita e administra.',
  },
  {
    to: '/administracao/registro',
    title: 'Registro de atos',
    text: 'Quem fez e quem leu o quê, e se tudo está como foi escrito.',
  },
] as const;

/** Administração: what the Ministry keeps by itself, area by area. */
export function AdministrationPage() {
  return (
    <>
      <PageTitle>Administração</PageTitle>
      <p className="lead">Cada mudança fica registrada, com quem a fez e quando, e uma versão anterior pode voltar.</p>
      <CardGrid>
        {AREAS.map(({ to, title, text }) => (
          <Card key={to} title={title} to={to}>
            <p>{text}</p>
          </Card>
        ))}
      </CardGrid>
    </>
  );
}
