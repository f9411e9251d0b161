import type { LocaleFaker } from '../../factory/locale.ts';
import { type Place, pick } from './country.ts';

type Cities = Readonly<Record<string, string>>;

/** Cities and some of their own postal codes (La Poste, base officielle des codes postaux, https://datanova.laposte.fr). */
export const frenchCities: Cities = {
  Paris: '75001 75003 75005 75010 75011 75012 75013 75014 75015 75017 75018 75019 75020',
  Marseille: '13001 13004 13005 13006 13008 13012 13013',
  Lyon: '69001 69002 69003 69004 69005 69006 69007 69008 69009',
  Toulouse: '31000 31100 31200 31300 31400 31500',
  Nice: '06000 06100 06200 06300',
  Nantes: '44000 44100 44200 44300',
  Montpellier: '34000 34070 34080 34090',
  Strasbourg: '67000 67100 67200',
  Bordeaux: '33000 33100 33200 33300 33800',
  Lille: '59000 59160 59260 59800',
  Rennes: '35000 35200 35700',
  Reims: '51100',
  Toulon: '83000 83100 83200',
  'Saint-Étienne': '42000 42100',
  'Le Havre': '76600 76610 76620',
  Grenoble: '38000 38100',
  Dijon: '21000',
  Angers: '49000 49100',
  Nîmes: '30000 30900',
  Villeurbanne: '69100',
  'Aix-en-Provence': '13080 13090 13100',
  'Clermont-Ferrand': '63000 63100',
  'Le Mans': '72000 72100',
  Brest: '29200',
  Tours: '37000 37100 37200',
  Amiens: '80000 80080 80090',
  Limoges: '87000 87100 87280',
  Annecy: '74000',
  Perpignan: '66000 66100',
  Besançon: '25000',
  Metz: '57000 57050 57070',
  Orléans: '45000 45100',
  Rouen: '76000 76100',
  Mulhouse: '68100 68200',
  Caen: '14000',
  Nancy: '54000 54100',
  Montreuil: '93100',
  Avignon: '84000',
  Poitiers: '86000',
  Versailles: '78000',
  Pau: '64000',
  'La Rochelle': '17000',
  Antibes: '06160 06600',
  Calais: '62100',
  Cannes: '06150 06400',
  Colmar: '68000',
  Quimper: '29000',
  Valence: '26000',
  Troyes: '10000',
  Lorient: '56100',
  Chambéry: '73000',
  'Saint-Malo': '35400',
  Bayonne: '64100',
  Albi: '81000',
  Carcassonne: '11000',
  Vannes: '56000',
  Niort: '79000',
  Ajaccio: '20000 20090',
  'Saint-Denis': '97400',
};

/** Those around Paris, and others that generator 1 does not know. */
const more: Cities = {
  'Boulogne-Billancourt': '92100',
  Nanterre: '92000',
  Créteil: '94000',
  'Saint-Maur-des-Fossés': '94100 94210',
  Argenteuil: '95100',
  Cergy: '95000 95800',
  'Évry-Courcouronnes': '91000 91080',
  Meaux: '77100',
  Melun: '77000',
  'La Roche-sur-Yon': '85000',
  Bourges: '18000',
  Chartres: '28000',
  Cherbourg: '50100',
  'Charleville-Mézières': '08000',
  Dunkerque: '59140 59240 59640',
  Haguenau: '67500',
  Sélestat: '67600',
  Belfort: '90000',
  Épinal: '88000',
  Béziers: '34500',
  Gap: '05000',
  Bastia: '20200 20600',
  'Le Puy-en-Velay': '43000',
  Agen: '47000',
  'Brive-la-Gaillarde': '19100',
  Tarbes: '65000',
  Angoulême: '16000',
  Cahors: '46000',
};

/** The first digit of landlines by department, ZNE of the numbering plan (Arcep's decision 2018-0881); 4 for those not listed. */
const zones: readonly (readonly [zone: number, departments: string])[] = [
  [1, '75 77 78 91 92 93 94 95'],
  [2, '14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85'],
  [3, '02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90'],
  [5, '09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87'],
];
const zoneOfDepartment = new Map(
  zones.flatMap(([zone, departments]) => departments.split(' ').map((each) => [each, zone] as const)),
);

/** The zone of a postal code, 1 to 5: `67000` → 3, for Alsace is in the north-east. */
export function zoneOf(zip: string): number {
  return zoneOfDepartment.get(zip.slice(0, 2)) ?? 4;
}

/** The blocks that Arcep keeps for fiction (decision 2018-0881, 2.5.12): they ring nowhere. By zone, from 1. */
const fictional = ['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49'];

/** The street names that most towns have (La Poste counted them in 2018), and those that only some regions would have. */
const everywhere = (
  "de l'Église,du Moulin,des Écoles,du Château,de la Gare,de la Mairie,du Stade,de la Fontaine,Pasteur,des Jardins,Victor-Hugo," +
  'de la République,Jean-Jaurès,Jean-Moulin,du Général-de-Gaulle,du Général-Leclerc,des Lilas,des Tilleuls,des Acacias,' +
  'Gambetta,Jules-Ferry,Voltaire,Anatole-France,Émile-Zola,George-Sand,Marie-Curie,du 8-Mai-1945,du 11-Novembre,des Rosiers,' +
  'de la Liberté,Carnot,Molière,Albert-Camus,Louise-Michel,Simone-Veil,du Marché,Saint-Martin,des Prés,du Lavoir'
)
  .split(',')
  .map((name) => `rue ${name}`);
const wide = [
  'Jean-Jaurès',
  'du Général-Leclerc',
  'de la République',
  'Victor-Hugo',
  'Aristide-Briand',
  'Foch',
];
const others = [
  ...[
    'place de la Mairie',
    "place de l'Église",
    'place du Marché',
    'allée des Tilleuls',
    'impasse des Lilas',
  ],
  ...['Grande Rue', 'cours Gambetta', 'quai de la Gare', 'chemin du Moulin', 'square Pasteur'],
  ...wide.flatMap((name) => [`avenue ${name}`, `boulevard ${name}`]),
];

/** What only some regions would have: the zone of their landlines, their departments (without: the rest of the zone), their streets. */
const regions: readonly (readonly [zone: number, departments: string, streets: string])[] = [
  [1, '', 'rue de la Marne,allée Le Nôtre,rue des Haies,rue du Faubourg,rue des Maraîchers'],
  [
    2,
    '22 29 35 44 56 85',
    "rue des Ajoncs,rue de l'Océan,chemin des Genêts,venelle du Puits,rue des Embruns",
  ],
  [2, '', 'rue des Pommiers,chemin du Verger,rue des Tanneurs,rue de la Vallée'],
  [3, '54 55 57 67 68 88 90', 'rue des Vosges,rue de la Sapinière,rue des Tanneurs,rue des Cigognes'],
  [3, '02 59 60 62 80', 'rue du Beffroi,rue des Tisserands,rue de la Brasserie,rue des Mineurs'],
  [3, '', 'rue des Tonneliers,chemin des Vignes,rue de la Sapinière,rue des Forges'],
  [
    4,
    '04 06 11 13 20 30 34 66 83 84',
    'chemin des Oliviers,avenue de la Méditerranée,traverse des Pins,rue du Mistral,chemin des Lavandes',
  ],
  [4, '', 'montée du Château,rue des Alpages,chemin des Vignes,rue de la Soie,rue du Volcan'],
  [5, '33 40 47', 'rue des Chais,allée des Pins,rue de la Garonne,chemin des Vignes'],
  [5, '', 'avenue des Pyrénées,rue de la Bastide,chemin du Causse,rue des Noyers'],
];

/** What the places of one region have in common. */
const common = regions.map(([zone, departments, streets]) => ({
  zone,
  departments,
  phones: [`${fictional[zone - 1]} ## ##`],
  streets: [...everywhere, ...others, ...streets.split(',')],
}));

function regionOf(zip: string): Pick<Place, 'phones' | 'streets'> {
  const zone = zoneOf(zip);
  const region = common.find(
    (each) => each.zone === zone && (each.departments === '' || each.departments.includes(zip.slice(0, 2))),
  );
  return { phones: region?.phones ?? [], streets: region?.streets ?? everywhere };
}

/** Each postal code once: a city of thirteen is drawn thirteen times as often, about as it is bigger. Overseas is another plan. */
export const frenchPlaces: readonly Place[] = Object.entries({ ...frenchCities, ...more }).flatMap(
  ([city, zips]) =>
    zips
      .split(' ')
      .filter((zip) => !zip.startsWith('97'))
      .map((zip) => ({ zip, city, ...regionOf(zip) })),
);

const shortStreet = /^(place|impasse|square|venelle)/;

/** `12 bis rue Pasteur`: the number first, and the kind of street in small letters, as the typographic rules have it. */
export function frenchStreet(fake: LocaleFaker, { streets = everywhere }: Place): string {
  const street = pick(fake, streets);
  const houses = shortStreet.test(street) ? 20 : 120;
  // One house in 25 is a `bis`.
  const house = fake.number.int(houses * 25 - 1);
  return `${1 + (house % houses)}${house < houses ? ' bis' : ''} ${street}`;
}

const abroad = (
  "de l'Église,du Moulin,des Écoles,du Château,de la Gare,de la Fontaine,des Jardins,des Lilas,des Tilleuls,des Acacias,des Rosiers," +
  'du Marché,Saint-Martin,des Prés,du Lavoir,du Stade,de la Station,du Lac,des Alouettes,du Midi'
).split(',');

/** `Rue de la Gare 12`, as Belgium and Switzerland write it, without the names of France's history. */
export function francophoneStreet(fake: LocaleFaker): string {
  return `Rue ${pick(fake, abroad)} ${fake.number.int({ min: 1, max: 120 })}`;
}

/** `12, rue de la Gare`, as Québec writes it. */
export function quebecStreet(fake: LocaleFaker): string {
  return `${fake.number.int({ min: 10, max: 4999 })}, rue ${pick(fake, abroad)}`;
}
