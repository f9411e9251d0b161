// What Faker's French locale lacks. Its first names are mostly medieval saints (Adalbéron, Angilran), its surnames have lost
// their accents (Francois, Guerin), its cities do not go with its zip codes, its job titles do not agree in gender.

/** Among the most given of INSEE's first-name file, 1945–2005. */
export const femaleNames: readonly string[] = (
  'Camille Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine Stéphanie Véronique Sophie ' +
  'Céline Chantal Patricia Anne Brigitte Julie Monique Aurélie Nicole Laurence Annie Émilie Dominique Virginie Corinne Élodie ' +
  'Christelle Caroline Jacqueline Sarah Laura Michèle Claire Karine Hélène Pauline Léa Mélanie Florence Laetitia Marine Manon ' +
  'Mathilde Lucie Charlotte Chloé Anaïs Amélie Audrey Delphine Justine Morgane Fanny Océane Inès Jeanne Alice Juliette Agathe ' +
  'Éloïse Clémence Noémie Margaux Solène Ambre Yasmine Fatima Nadia Samira Leïla Aïcha Maëlle Gaëlle Rozenn'
).split(' ');

export const maleNames: readonly string[] = (
  'Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric Laurent Stéphane David Pascal Daniel ' +
  'Alexandre Julien Thierry Olivier Bernard Thomas Sébastien Gérard Didier Dominique Vincent François Bruno Guillaume Jérôme ' +
  'Jacques Marc Maxime Romain Claude Antoine Franck Anthony Cédric Florian Quentin Clément Benjamin Mathieu Kévin Lucas Hugo ' +
  'Théo Valentin Fabien Rémi Adrien Benoît Loïc Gaël Yann Damien Arnaud Grégory Louis Paul Arthur Jules Gabriel Raphaël Nathan ' +
  'Baptiste Simon Mehdi Karim Rachid Mohamed Samir Ibrahim Joël Noël Tristan Matthéo Corentin Erwan'
).split(' ');

/** The most borne surnames of INSEE's file, with their accents. */
export const surnames: readonly string[] = (
  'Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,Simon,Michel,Lefèvre,Leroy,Roux,David,Bertrand,' +
  'Morel,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Muller,Faure,André,Mercier,Blanc,Guérin,Boyer,' +
  'Garnier,Chevalier,François,Legrand,Gauthier,Garcia,Perrin,Robin,Clément,Morin,Nicolas,Henry,Roussel,Mathieu,Gautier,' +
  'Masson,Marchand,Duval,Denis,Dumont,Marie,Lemaire,Noël,Meyer,Dufour,Meunier,Brun,Blanchard,Giraud,Joly,Rivière,Lucas,' +
  'Brunet,Gaillard,Barbier,Arnaud,Martinez,Gérard,Roche,Renard,Schmitt,Roy,Leroux,Colin,Vidal,Caron,Picard,Roger,Fabre,' +
  'Aubert,Lemoine,Renaud,Dumas,Lacroix,Olivier,Philippe,Bourgeois,Pierre,Benoît,Rey,Leclerc,Payet,Rolland,Leclercq,' +
  'Guillaume,Lecomte,Lopez,Jean,Dupuy,Guillot,Hubert,Berger,Carpentier,Sanchez,Dupuis,Moulin,Louis,Deschamps,Huet,Vasseur,' +
  'Perez,Boucher,Fleury,Royer,Klein,Jacquet,Adam,Paris,Poirier,Marty,Aubry,Guyot,Carré,Charles,Renault,Charpentier,Ménard,' +
  'Maillard,Baron,Bertin,Bailly,Hervé,Schneider,Fernandez,Le Gall,Collet,Léger,Bouvier,Julien,Prévost,Millet,Perrot,Daniel,' +
  'Le Roux,Cousin,Germain,Breton,Besson,Langlois,Rémy,Le Goff,Pelletier,Lévêque,Perrier,Leblanc,Barré,Lebrun,Marchal,Weber,' +
  'Mallet,Hamon,Boulanger,Jacob,Monnier,Michaud,Rodriguez,Guichard,Gillet,Étienne,Grondin,Poulain,Tessier,Chevallier,Collin,' +
  'Chauvin,Da Silva,Bouchet,Gay,Lemaître,Bénard,Maréchal,Humbert,Reynaud,Antoine,Hoarau,Perret,Barthélemy,Cordier,Pichon,' +
  'Lejeune,Gilbert,Lamy,Delaunay,Pasquier,Carlier,Laporte,Benali,Diallo,Traoré,Nguyen,Haddad'
).split(',');

/** Cities and some of their own postal codes (La Poste, base officielle des codes postaux). */
const cities: Readonly<Record<string, string>> = {
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

/** Each postal code once: a city of thirteen is drawn thirteen times as often, about as it is bigger. */
export const zipCodes: readonly (readonly [zipCode: string, city: string])[] = Object.entries(cities).flatMap(
  ([city, codes]) => codes.split(' ').map((code) => [code, city] as const),
);

/** Masculine and feminine, if they differ. */
export const jobs: readonly (readonly [male: string, female: string])[] = (
  'Développeur/Développeuse web|Administrateur/Administratrice système|Ingénieur/Ingénieure réseau|Architecte logiciel|' +
  'Chef/Cheffe de projet|Responsable informatique|Analyste de données|Technicien/Technicienne de support|Graphiste|' +
  'Comptable|Assistant/Assistante de direction|Juriste|Infirmier/Infirmière|Médecin généraliste|Pharmacien/Pharmacienne|' +
  'Professeur/Professeure de mathématiques|Bibliothécaire|Journaliste|Traducteur/Traductrice|Photographe|Architecte|' +
  'Électricien/Électricienne|Menuisier/Menuisière|Boulanger/Boulangère|Cuisinier/Cuisinière|Fleuriste|Libraire|' +
  'Vendeur/Vendeuse|Responsable des ventes|Conseiller/Conseillère bancaire|Agent immobilier/Agente immobilière|' +
  'Conducteur/Conductrice de train|Mécanicien/Mécanicienne|Logisticien/Logisticienne|Chargé/Chargée de communication|' +
  'Directeur/Directrice des achats|Contrôleur/Contrôleuse de gestion|Kinésithérapeute|Orthophoniste|Vétérinaire'
)
  .split('|')
  .map((job) => {
    const [, male = job, female = job, rest = ''] =
      /^([^/]+)\/(\p{Lu}\S+(?: immobilière)?)(.*)$/u.exec(job) ?? [];
    return [male + rest, female + rest] as const;
  });

/** Number blocks that ARCEP keeps for fiction: they ring nowhere. */
export const phonePrefixes: readonly string[] = [
  '01 99 00',
  '02 61 91',
  '03 53 01',
  '04 65 71',
  '05 36 49',
  '06 39 98',
];
