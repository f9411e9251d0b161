import { forms, type Job, type Jobs } from './country.ts';

const american = {
  Physiotherapist: 'Physical therapist',
  'Primary school teacher': 'Elementary school teacher',
};
const british = { 'Real estate agent': 'Estate agent' };
const trainee = { 'Alternant en commerce': 'Stagiaire en commerce' };

/** What a country calls otherwise than the one whose list it shares: the masculine form there → both forms here. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: american,
  en_US: american,
  en_CA: { 'Primary school teacher': 'Elementary school teacher' },
  en_GB: british,
  en_IE: british,
  es_MX: {
    Camarero: 'Mesero/Mesera',
    Dependiente: 'Vendedor/Vendedora',
    Contable: 'Contador/Contadora',
    Peluquero: 'Estilista',
    Administrativo: 'Auxiliar administrativo//Auxiliar administrativa',
    'Jefe de proyecto': 'Gerente de proyecto',
    'Médico de familia': 'Médico/Médica familiar',
  },
  de_AT: {
    Rentner: 'Pensionist/Pensionistin',
    Grundschullehrer: 'Volksschullehrer/Volksschullehrerin',
    Erzieher: 'Elementarpädagoge/Elementarpädagogin',
    Pflegefachmann: 'Krankenpfleger/Krankenpflegerin',
    'Auszubildender zum Elektriker': 'Elektrikerlehrling',
    'Auszubildender zum Koch': 'Kochlehrling',
    'Auszubildender zum Bankkaufmann': 'Banklehrling',
  },
  de_CH: {
    Grundschullehrer: 'Primarlehrer/Primarlehrerin',
    Erzieher: 'Sozialpädagoge/Sozialpädagogin',
    Friseur: 'Coiffeur/Coiffeuse',
    Tischler: 'Schreiner/Schreinerin',
    Bürokaufmann: 'Kaufmann/Kauffrau',
    Bankkaufmann: 'Bankangestellter/Bankangestellte',
    Steuerberater: 'Steuerexperte/Steuerexpertin',
    'Auszubildender zum Elektriker': 'Lernender Elektriker//Lernende Elektrikerin',
    'Auszubildender zum Koch': 'Lernender Koch//Lernende Köchin',
    'Auszubildender zum Bankkaufmann': 'Lernender Kaufmann Bank//Lernende Kauffrau Bank',
  },
  fr_BE: {
    ...trainee,
    Retraité: 'Pensionné/Pensionnée',
    'Professeur des écoles': 'Instituteur/Institutrice',
    Collégien: 'Élève du secondaire',
    Lycéen: 'Élève du secondaire',
  },
  fr_LU: { ...trainee, 'Professeur des écoles': 'Instituteur/Institutrice' },
  fr_CH: {
    ...trainee,
    'Professeur des écoles': 'Enseignant/Enseignante primaire',
    Kinésithérapeute: 'Physiothérapeute',
    'Conducteur de train': 'Mécanicien/Mécanicienne de locomotive',
    'Agent immobilier': 'Courtier immobilier//Courtière immobilière',
    Collégien: 'Élève du secondaire',
    Lycéen: 'Gymnasien/Gymnasienne',
  },
  fr_CA: {
    ...trainee,
    'Aide-soignant': 'Préposé/Préposée aux bénéficiaires',
    'Conducteur de bus': "Chauffeur/Chauffeuse d'autobus",
    'Préparateur de commandes': "Commis d'entrepôt",
    Kinésithérapeute: 'Physiothérapeute',
    'Professeur des écoles': 'Enseignant/Enseignante au primaire',
    'Professeur de mathématiques': 'Enseignant/Enseignante de mathématiques',
    'Agent immobilier': 'Courtier immobilier//Courtière immobilière',
    'Médecin généraliste': 'Médecin de famille',
    'Expert-comptable': 'Comptable professionnel agréé//Comptable professionnelle agréée',
    'Élève infirmier': 'Étudiant/Étudiante en soins infirmiers',
    Collégien: 'Élève du secondaire',
    Lycéen: 'Élève du secondaire',
  },
};

/** The jobs of a language as one country names them. */
export function regionalJobs(jobs: Jobs, locale: string): Jobs {
  const own = words[locale];
  if (own === undefined) return jobs;
  const named = (job: Job): Job => {
    const wording = own[job.male];
    return wording === undefined ? job : { ...job, ...forms(wording) };
  };
  return {
    work: jobs.work.map(named),
    pupils: jobs.pupils.map(named),
    students: jobs.students.map(named),
    apprentices: jobs.apprentices.map(named),
    retired: named(jobs.retired),
  };
}
