import type { SyntheticPersonKind } from '@portal/domain';
import { cpfOf, definitiveCnsOf, drawn, drawnOf, provisionalCnsOf } from './numbers.ts';

/** Somebody who does not exist. */
export interface SyntheticPerson {
  kind: SyntheticPersonKind;
  cns: string;
  cpf: string;
  name: string;
  motherName: string;
  /** YYYY-MM-DD */
  birthDate: string;
  gender: 'female' | 'male';
  /** Municipality of birth: IBGE, 6 digits. */
  birthplace: string;
}

/** A professional who does not exist, and the work that is theirs. */
export interface SyntheticProfessional extends SyntheticPerson {
  /** CBO, 6 digits. */
  occupation: string;
}

/** An establishment that does not exist. */
export interface SyntheticEstablishment {
  /** 7 digits. */
  cnes: string;
  name: string;
  uf: string;
}

const PEOPLE = 500;
const PROFESSIONALS = 80;
const ESTABLISHMENTS = 54;
/** Of every fifty the last four have something to be met with. */
const KINDS: Record<number, SyntheticPersonKind> = {
  46: 'INACTIVE',
  47: 'TWO_RECORDS',
  48: 'NO_DEFINITIVE_CNS',
  49: 'UNKNOWN',
};
/** Each professional works in every eighth establishment. */
const BONDS = 8;

const GENDERS = ['female', 'male'] as const;
const GIVEN = {
  female: ['Alice', 'Beatriz', 'Cecília', 'Débora', 'Elisa', 'Flora', 'Helena', 'Íris', 'Júlia', 'Lívia'],
  male: ['André', 'Bento', 'Caetano', 'Davi', 'Ernesto', 'Heitor', 'Ivo', 'Joaquim', 'Miguel', 'Otávio'],
} as const;
/** Trees: nobody takes these people for real ones. */
const TREES = [
  'Angico',
  'Aroeira',
  'Cedro',
  'Embaúba',
  'Ipê',
  'Jacarandá',
  'Jatobá',
  'Peroba',
  'Sapucaia',
  'Umbu',
] as const;
const MUNICIPALITIES = ['250750', '530010', '355030', '292740', '310620', '150140', '431490', '520870'] as const;
const UFS = ['AC', 'AM', 'BA', 'CE', 'DF', 'GO', 'MG', 'PB', 'PR', 'RS', 'SP'] as const;
const OCCUPATIONS = ['225125', '223505', '322205', '223415', '225103'] as const;

/** Numbers of professionals begin here, those of people below. */
const FIRST_PROFESSIONAL = 50_000;

/** People, professionals and establishments of the homologation environment: the same for the same seed, and nobody real. */
export class Population {
  readonly people: readonly SyntheticPerson[];
  readonly professionals: readonly SyntheticProfessional[];
  readonly establishments: readonly SyntheticEstablishment[];
  private readonly byNumber = new Map<string, SyntheticPerson[]>();
  private readonly numbers = new Set<string>();
  private readonly professionalByNumber = new Map<string, SyntheticProfessional>();

  constructor(seed: string) {
    this.people = Array.from({ length: PEOPLE }, (_, index) =>
      personOf(seed, index + 1, KINDS[index % 50] ?? 'ORDINARY'),
    );
    this.professionals = Array.from({ length: PROFESSIONALS }, (_, index) => ({
      ...personOf(seed, FIRST_PROFESSIONAL + index, 'ORDINARY'),
      occupation: drawnOf(OCCUPATIONS, seed, 'occupation', index),
    }));
    this.establishments = Array.from({ length: ESTABLISHMENTS }, (_, index) => ({
      cnes: String(9_900_000 + index * 7 + drawn(7, seed, 'cnes', index)),
      name: `Unidade de Saúde ${drawnOf(TREES, seed, 'establishment', index)} ${index + 1}`,
      uf: drawnOf(UFS, seed, 'uf', index),
    }));
    for (const { cns, cpf } of [...this.people, ...this.professionals]) this.numbers.add(cns).add(cpf);
    for (const person of this.people) if (person.kind !== 'UNKNOWN') this.enter(person);
    for (const professional of this.professionals) {
      this.professionalByNumber.set(professional.cns, professional);
      this.professionalByNumber.set(professional.cpf, professional);
    }
  }

  /** The records at CADSUS with a CPF or CNS: none, one, or two. */
  recordsOf(number: string): readonly SyntheticPerson[] {
    return this.byNumber.get(number) ?? [];
  }

  /** Whether a number is of one of these, the ones that CADSUS does not know among them. */
  knows(number: string): boolean {
    return this.numbers.has(number);
  }

  /** A professional by CNS or CPF. */
  professional(number: string): SyntheticProfessional | undefined {
    return this.professionalByNumber.get(number);
  }

  establishment(cnes: string): SyntheticEstablishment | undefined {
    return this.establishments.find((one) => one.cnes === cnes);
  }

  /** Whether a professional has work of theirs in an establishment, of these or of any integrator's. */
  bonded(professional: SyntheticProfessional, cnes: string): boolean {
    return (Number(professional.cpf.slice(0, 9)) + Number(cnes)) % BONDS === 0;
  }

  /** All who have work in an establishment. */
  professionalsAt(cnes: string): SyntheticProfessional[] {
    return this.professionals.filter((professional) => this.bonded(professional, cnes));
  }

  private enter(person: SyntheticPerson): void {
    const records = person.kind === 'TWO_RECORDS' ? [person, secondRecordOf(person)] : [person];
    for (const record of records) {
      for (const number of [record.cns, record.cpf]) {
        this.byNumber.set(number, [...(this.byNumber.get(number) ?? []), record]);
      }
    }
  }
}

function personOf(seed: string, number: number, kind: SyntheticPersonKind): SyntheticPerson {
  const gender = drawnOf(GENDERS, seed, 'gender', number);
  const surname = `${drawnOf(TREES, seed, 'surname', number)} de Teste`;
  return {
    kind,
    cns:
      kind === 'NO_DEFINITIVE_CNS'
        ? provisionalCnsOf(number)
        : definitiveCnsOf(`100${String(number).padStart(8, '0')}`),
    cpf: cpfOf(number),
    name: `${drawnOf(GIVEN[gender], seed, 'name', number)} ${surname}`,
    motherName: `${drawnOf(GIVEN.female, seed, 'mother', number)} ${surname}`,
    birthDate: new Date(Date.UTC(1940, 0, 1 + drawn(24_000, seed, 'birth', number))).toISOString().slice(0, 10),
    gender,
    birthplace: drawnOf(MUNICIPALITIES, seed, 'birthplace', number),
  };
}

/** Entered again, by mistake, with another CNS. */
function secondRecordOf(person: SyntheticPerson): SyntheticPerson {
  return { ...person, cns: definitiveCnsOf(`200${person.cns.slice(3, 11)}`) };
}
