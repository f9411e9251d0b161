import { type Jobs, jobFor, jobList } from './country.ts';

/**
 * Jobs as France writes them for each sex (Académie française's report of 2019 and Légifrance's guide "Femme, j'écris ton nom"), and
 * the ages at which somebody has them: after the years that a diploma takes (a notary has studied for seven, a doctor for ten), and
 * until 67, when a full pension needs no minimum of years (https://www.service-public.fr/particuliers/vosdroits/F21552).
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
      '18-24 Étudiant ingénieur//Étudiante ingénieure|18-21 Élève infirmier//Élève infirmière',
  ),
  apprentices: jobList(
    '18-21 Apprenti boulanger//Apprentie boulangère|18-21 Apprenti cuisinier//Apprentie cuisinière|' +
      '18-21 Apprenti électricien//Apprentie électricienne|18-21 Apprenti coiffeur//Apprentie coiffeuse|' +
      '18-22 Apprenti mécanicien//Apprentie mécanicienne|18-23 Alternant/Alternante en commerce',
  ),
  retired: jobFor('Retraité/Retraitée', 62, 120),
};
