import { frenchCities } from '../people/french-places.ts';

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

/** Each postal code once: a city of thirteen is drawn thirteen times as often, about as it is bigger. */
export const zipCodes: readonly (readonly [zipCode: string, city: string])[] = Object.entries(
  frenchCities,
).flatMap(([city, codes]) => codes.split(' ').map((code) => [code, city] as const));

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
