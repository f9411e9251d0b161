import { type Era, eras, type Jobs, jobFor, jobList } from './country.ts';

/**
 * First names by birth year, among the most given of each decade in INSEE's file "Les prénoms en France"
 * (https://www.insee.fr/fr/statistiques/8205621, births 1900 to 2023). Compound names are typical of the 1940s and 1950s.
 */
export const frenchEras: readonly Era[] = eras({
  1900: [
    'Monique Jacqueline Nicole Françoise Danielle Christiane Jeannine Michèle Colette Annie Claudine Josette Yvette Odile ' +
      'Bernadette Marie-Thérèse Ginette Éliane Andrée Huguette Yvonne Paulette Denise Micheline Marie-Claude Liliane Arlette',
    'Jean Michel Claude André Bernard Jacques Pierre Gérard Daniel Roger René Robert Guy Marcel Georges Maurice Henri ' +
      'Jean-Claude Jean-Pierre Louis Raymond Yves Lucien Roland Gilbert Serge Christian Francis Jean-Louis',
  ],
  1950: [
    'Martine Françoise Christine Chantal Brigitte Monique Annie Catherine Jocelyne Nicole Dominique Michèle Évelyne Danielle ' +
      'Marie-Christine Ghislaine Marie-France Joëlle Élisabeth Sylvie Patricia Geneviève Bernadette Régine Maryse Viviane Josiane',
    'Alain Michel Jean Philippe Patrick Daniel Gérard Christian Bernard Jacques Dominique Didier Jean-Pierre Serge Yves ' +
      'Jean-Luc Joël François Gilles Hervé Marc Francis Jean-Marc Roland Guy Jean-Paul Jean-François Denis',
  ],
  1960: [
    'Sylvie Nathalie Catherine Isabelle Véronique Corinne Valérie Christine Patricia Brigitte Laurence Martine Pascale ' +
      'Florence Sophie Muriel Béatrice Agnès Anne Fabienne Marie-Laure Marie-Pierre Sandrine Carole Hélène Élisabeth Chantal',
    'Philippe Patrick Thierry Pascal Éric Christophe Laurent Bruno Didier Frédéric Olivier Marc François Gilles Hervé Denis ' +
      'Stéphane Alain Jean-Michel Franck Dominique Jean-Marc Christian Vincent Xavier Benoît Jean-Luc Régis',
  ],
  1970: [
    'Sandrine Stéphanie Nathalie Karine Céline Virginie Valérie Christelle Sophie Delphine Séverine Sabrina Carole Laurence ' +
      'Isabelle Caroline Anne Hélène Magali Emmanuelle Florence Estelle Cécile Sonia Nadia Fatima Samira Gaëlle Anne-Sophie',
    'Christophe Stéphane Laurent David Frédéric Sébastien Jérôme Olivier Nicolas Éric Cédric Franck Ludovic Fabrice Arnaud ' +
      'Grégory Vincent Fabien Emmanuel Bruno Guillaume Yann Mohamed Karim Rachid Sylvain Yannick Benoît Xavier',
  ],
  1980: [
    'Aurélie Émilie Céline Élodie Julie Laetitia Jennifer Audrey Stéphanie Vanessa Amandine Caroline Mélanie Jessica Aurore ' +
      'Marion Claire Angélique Laura Sabrina Delphine Amélie Virginie Élise Mathilde Marie Noémie Leïla Cindy',
    'Nicolas Julien Sébastien Guillaume Mickaël Jérémy Romain Alexandre Thomas Kévin Anthony Cédric Benjamin Maxime Vincent ' +
      'Mathieu Damien Ludovic David Pierre Jonathan Fabien Arnaud Florian Mehdi Karim Aurélien Grégory Yoann Rémi',
  ],
  1990: [
    'Laura Marine Pauline Camille Marion Manon Justine Mélanie Morgane Anaïs Léa Julie Margaux Mathilde Lucie Sarah ' +
      'Charlotte Élodie Océane Chloé Cindy Alexia Ophélie Inès Solène Clara Fanny Coralie Juliette',
    'Kévin Alexandre Thomas Maxime Nicolas Romain Quentin Florian Anthony Jordan Valentin Julien Dylan Clément Hugo Théo ' +
      'Antoine Benjamin Lucas Jérémy Guillaume Adrien Corentin Vincent Alexis Mehdi Yanis Rémi Bastien Loïc',
  ],
  1999: [
    'Léa Emma Manon Chloé Camille Clara Inès Sarah Jade Océane Marie Lucie Anaïs Mathilde Louise Eva Lola Maëlys Zoé Lisa ' +
      'Romane Juliette Ambre Noémie Lina Célia Margot Yasmine Alice',
    'Léo Lucas Théo Hugo Enzo Mathis Nathan Thomas Clément Tom Louis Antoine Maxime Alexandre Raphaël Arthur Jules Yanis ' +
      'Mathéo Gabriel Baptiste Romain Axel Noah Valentin Mohamed Adam Ethan Paul',
  ],
});

/** The most borne surnames of INSEE's file, with their accents. */
export const frenchSurnames: readonly string[] = (
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

/** Those of Québec (Retraite Québec, "Banque de prénoms"; for the older, its list of the insured). */
export const quebecEras: readonly Era[] = eras({
  1900: [
    'Lise Ginette Micheline Huguette Pierrette Claudette Thérèse Denise Monique Rita Jeannine Gisèle Pauline Cécile Réjeanne Lucille Aline Rolande',
    'Réjean Marcel Gaston Fernand Roland Maurice Raymond Léo Normand Gérard Yvon Lucien Rosaire Armand Gilles Jacques André Claude',
  ],
  1955: [
    'Sylvie Diane Louise Johanne Lucie Carole Francine Line Manon Guylaine Chantal France Danielle Josée Linda Nathalie Martine Suzanne',
    'Michel Pierre Daniel Sylvain Alain Mario Denis Luc Richard Guy Serge Réal Benoît Gaétan Stéphane François Yves Robert',
  ],
  1972: [
    'Isabelle Julie Annie Mélanie Caroline Geneviève Véronique Stéphanie Karine Marie-Ève Valérie Nancy Catherine Émilie Marie-Claude Audrey Cynthia Patricia',
    'Éric Patrick Martin Sébastien Jonathan Mathieu Dominic Steve Frédéric Maxime Jean-François David Simon Nicolas Carl Pascal Hugo Marc-André',
  ],
  1990: [
    'Sarah Camille Gabrielle Laurence Andréanne Roxanne Jessica Sabrina Maude Vanessa Ariane Joanie Alexandra Marie-Pier Mégane Rosalie Noémie Léa',
    'Alexandre Samuel Gabriel Olivier William Antoine Vincent Jérémy Félix Raphaël Xavier Anthony Zachary Mathis Philippe Charles Émile Thomas',
  ],
});

/** The same for Québec (Institut de la statistique du Québec, "Les 5 000 premiers noms de famille", 2006). */
export const quebecSurnames: readonly string[] = (
  'Tremblay,Gagnon,Roy,Côté,Bouchard,Gauthier,Morin,Lavoie,Fortin,Gagné,Ouellet,Pelletier,Bélanger,Lévesque,Bergeron,Leblanc,Paquette,' +
  'Girard,Simard,Boucher,Caron,Beaulieu,Cloutier,Dubé,Poirier,Fournier,Lapointe,Leclerc,Lefebvre,Poulin,Thibault,St-Pierre,Nadeau,' +
  'Martin,Landry,Martel,Bédard,Grenier,Lessard,Bernier,Richard,Michaud,Hébert,Desjardins,Couture,Turcotte,Lachance,Parent,Blais,Gosselin,' +
  'Savard,Proulx,Beaudoin,Demers,Perreault,Boudreau,Lemieux,Cyr,Perron,Dufour,Dion,Mercier,Bolduc,Bérubé,Boisvert,Langlois,Ménard,' +
  'Therrien,Plante,Bilodeau,Blanchette,Dubois,Champagne,Paradis,Fortier,Arsenault,Dupuis,Gaudreault,Hamel,Houle,Villeneuve,Rousseau,' +
  'Gravel,Thériault,Lemay,Robert,Allard,Deschênes,Giroux,Guay,Leduc,Boivin,Charbonneau,Lambert,Raymond,Vachon,Gilbert,Audet,Jacques'
).split(',');

/**
 * Jobs as France writes them for each sex (Académie française's report of 2019 and Légifrance's guide "Femme, j'écris ton nom"), and the
 * ages at which people have them: after the years that a diploma takes (a notary has studied for seven, a doctor for ten), and until 67,
 * when a full pension needs no minimum of years (https://www.service-public.fr/particuliers/vosdroits/F21552).
 */
export const frenchJobs: Jobs = {
  work: jobList(
    '18 Vendeur/Vendeuse|18 Serveur/Serveuse|18 Caissier/Caissière|18 Préparateur/Préparatrice de commandes|' +
      '19 Cuisinier/Cuisinière|19 Boulanger/Boulangère|19 Coiffeur/Coiffeuse|19 Électricien/Électricienne|19 Menuisier/Menuisière|' +
      '19 Mécanicien/Mécanicienne|19 Fleuriste|19 Aide-soignant/Aide-soignante|20 Agent administratif//Agente administrative|' +
      '20 Secrétaire médical//Secrétaire médicale|20 Conducteur/Conductrice de bus|20 Plombier/Plombière|' +
      '21 Technicien/Technicienne de support|21 Développeur/Développeuse web|21 Assistant/Assistante de direction|' +
      '21 Comptable|21 Agent immobilier//Agente immobilière|22-60 Policier/Policière|22 Infirmier/Infirmière|22 Graphiste|' +
      '22 Éducateur spécialisé//Éducatrice spécialisée|22 Conseiller/Conseillère bancaire|22 Libraire|22 Photographe|' +
      '22-60 Conducteur/Conductrice de train|22 Logisticien/Logisticienne|23 Ingénieur/Ingénieure réseau|23 Journaliste|' +
      '23 Kinésithérapeute|23 Orthophoniste|23 Administrateur/Administratrice système|23 Chargé/Chargée de communication|' +
      '23 Analyste de données|23 Traducteur/Traductrice|23 Professeur/Professeure des écoles|24 Juriste|24 Bibliothécaire|' +
      '24 Professeur/Professeure de mathématiques|24 Ingénieur/Ingénieure en génie civil|25 Contrôleur/Contrôleuse de gestion|' +
      '25 Pharmacien/Pharmacienne|26 Architecte|26 Architecte logiciel//Architecte logicielle|26 Vétérinaire|26 Avocat/Avocate|' +
      '27 Chef/Cheffe de projet|29 Médecin généraliste|29 Responsable informatique|30 Responsable des ventes|30 Notaire|' +
      '30 Expert-comptable//Experte-comptable|35 Directeur/Directrice des achats|35 Directeur/Directrice des ressources humaines',
  ),
  pupils: [
    jobFor('Collégien/Collégienne', 11, 14),
    jobFor('Lycéen/Lycéenne', 15, 17),
    jobFor('Élève', 0, 10),
  ],
  students: jobList(
    '18-22 Étudiant/Étudiante en droit|18-24 Étudiant/Étudiante en informatique|18-22 Étudiant/Étudiante en économie|' +
      '18-25 Étudiant/Étudiante en médecine|18-22 Étudiant/Étudiante en histoire|18-23 Étudiant/Étudiante en psychologie|' +
      '18-24 Élève ingénieur//Élève ingénieure|18-21 Élève infirmier//Élève infirmière',
  ),
  apprentices: jobList(
    '18-21 Apprenti boulanger//Apprentie boulangère|18-21 Apprenti cuisinier//Apprentie cuisinière|' +
      '18-21 Apprenti électricien//Apprentie électricienne|18-21 Apprenti coiffeur//Apprentie coiffeuse|' +
      '18-22 Apprenti mécanicien//Apprentie mécanicienne|18-23 Alternant/Alternante en commerce',
  ),
  retired: jobFor('Retraité/Retraitée', 62, 120),
};
