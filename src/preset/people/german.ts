import type { LocaleFaker } from '../../factory/locale.ts';
import { type Era, eras, type Jobs, jobFor, jobList, type Place, pick } from './country.ts';

/** First names by birth year, among the most given of each decade (https://www.beliebte-vornamen.de/3778-1890-bis-2006.htm, GfdS). */
export const germanEras: readonly Era[] = eras({
  1900: [
    'Ingrid Karin Helga Renate Elke Ursula Erika Christa Gisela Monika Brigitte Bärbel Heidi Jutta Gerda Edith Hannelore Rosemarie Inge Waltraud',
    'Peter Klaus Hans Jürgen Dieter Horst Manfred Uwe Wolfgang Günter Werner Karl Heinz Rolf Helmut Bernd Gerhard Siegfried Herbert Walter',
  ],
  1950: [
    'Monika Renate Karin Brigitte Gabriele Angelika Ursula Barbara Jutta Christine Marion Petra Elke Sabine Gisela Ingrid Cornelia Heike Marlies Regina',
    'Michael Peter Klaus Wolfgang Thomas Jürgen Bernd Hans Rainer Andreas Manfred Werner Uwe Norbert Dieter Reinhard Ulrich Joachim Frank Gerhard',
  ],
  1960: [
    'Sabine Susanne Petra Birgit Martina Andrea Claudia Ute Heike Gabriele Angelika Kerstin Silke Anja Bettina Christine Cornelia Monika Barbara Beate',
    'Thomas Michael Andreas Stefan Frank Peter Uwe Jörg Ralf Martin Torsten Bernd Jürgen Matthias Holger Markus Dirk Klaus Christian Wolfgang',
  ],
  1970: [
    'Nicole Stefanie Claudia Sandra Anja Katja Tanja Melanie Andrea Susanne Christina Daniela Kathrin Silke Nadine Sonja Simone Kerstin Yvonne Anke',
    'Stefan Michael Andreas Thomas Frank Markus Christian Oliver Torsten Matthias Sven Jan Marco Marc Alexander Martin Dirk Carsten Daniel Jens',
  ],
  1980: [
    'Christina Stefanie Julia Katharina Anna Nadine Sabrina Melanie Sarah Jennifer Jessica Sandra Daniela Kathrin Anja Nicole Franziska Maria Lisa Vanessa',
    'Christian Daniel Stefan Michael Sebastian Alexander Matthias Florian Tobias Benjamin Jan Andreas Thomas Philipp Martin Markus Dennis Patrick Simon Felix',
  ],
  1990: [
    'Anna Julia Lisa Laura Sarah Katharina Vanessa Jessica Franziska Jana Lena Sophie Maria Alina Michelle Annika Carolin Theresa Nina Jacqueline',
    'Jan Lukas Daniel Tobias Kevin Philipp Alexander Florian Maximilian Patrick Marcel Dennis Felix Tim Christian Niklas Fabian Tom Jonas Lars',
  ],
  2000: [
    'Anna Lea Sarah Hannah Leonie Lena Laura Marie Sophie Emily Lara Julia Michelle Lilly Johanna Luisa Emma Mia Nele Jana',
    'Lukas Leon Finn Tim Luca Jonas Niklas Paul Jan Felix Luis Maximilian Tom Max Philipp Ben Julian Noah Elias Moritz',
  ],
});

/** The most frequent surnames (Digitales Familiennamenwörterbuch Deutschlands, https://www.namenforschung.net/dfd). */
export const germanSurnames: readonly string[] = (
  'Müller Schmidt Schneider Fischer Weber Meyer Wagner Schulz Becker Hoffmann Schäfer Koch Richter Bauer Klein Wolf Schröder ' +
  'Neumann Schwarz Zimmermann Braun Hofmann Krüger Hartmann Lange Werner Krause Lehmann Schmid Maier Köhler Herrmann König ' +
  'Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Keller Vogel Friedrich Günther Berger Winkler Frank ' +
  'Schuster Lorenz Ludwig Baumann Franke Simon Böhm Kraus Schumacher Krämer Vogt Stein Jäger Otto Groß Seidel Heinrich Brandt ' +
  'Haas Schreiber Graf Dietrich Ziegler Kuhn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Pfeiffer Yılmaz Kowalski Kaya'
).split(' ');

/** Jobs in both forms, and the ages at which people have them: after apprenticeship or degree, and until 67. */
export const germanJobs: Jobs = {
  work: jobList(
    '19 Verkäufer/Verkäuferin|19 Lagerarbeiter/Lagerarbeiterin|19 Kellner/Kellnerin|20 Friseur/Friseurin|20 Bäcker/Bäckerin|' +
      '20 Koch/Köchin|20 Tischler/Tischlerin|20 Elektriker/Elektrikerin|20 Mechatroniker/Mechatronikerin|20 Florist/Floristin|' +
      '20 Bürokaufmann/Bürokauffrau|20 Bankkaufmann/Bankkauffrau|21 Pflegefachmann/Pflegefachfrau|21 Erzieher/Erzieherin|' +
      '21 Fachinformatiker/Fachinformatikerin|21 Physiotherapeut/Physiotherapeutin|21-62 Polizist/Polizistin|22 Buchhalter/Buchhalterin|' +
      '22 Webentwickler/Webentwicklerin|23 Grafikdesigner/Grafikdesignerin|23 Softwareentwickler/Softwareentwicklerin|' +
      '23 Datenanalyst/Datenanalystin|24 Journalist/Journalistin|24 Übersetzer/Übersetzerin|24 Sozialarbeiter/Sozialarbeiterin|' +
      '24 Bauingenieur/Bauingenieurin|24 Systemadministrator/Systemadministratorin|25 Bibliothekar/Bibliothekarin|' +
      '26 Grundschullehrer/Grundschullehrerin|27 Projektleiter/Projektleiterin|27 Architekt/Architektin|27 Apotheker/Apothekerin|' +
      '28 Rechtsanwalt/Rechtsanwältin|28 Tierarzt/Tierärztin|28 Softwarearchitekt/Softwarearchitektin|28 Zahnarzt/Zahnärztin|' +
      '30 Steuerberater/Steuerberaterin|30 Vertriebsleiter/Vertriebsleiterin|30 IT-Leiter/IT-Leiterin|31 Hausarzt/Hausärztin|' +
      '32 Notar/Notarin|34 Einkaufsleiter/Einkaufsleiterin|35 Personalleiter/Personalleiterin',
  ),
  pupils: [jobFor('Schüler/Schülerin', 0, 17)],
  students: jobList(
    '18-26 Student/Studentin der Medizin|18-25 Student/Studentin der Informatik|18-25 Student/Studentin der Rechtswissenschaft|' +
      '18-24 Student/Studentin der Geschichte|18-25 Student/Studentin der Psychologie|18-24 Student/Studentin des Maschinenbaus',
  ),
  apprentices: jobList(
    '18-21 Auszubildender zum Elektriker//Auszubildende zur Elektrikerin|18-21 Auszubildender zum Koch//Auszubildende zur Köchin|' +
      '18-21 Auszubildender zum Bankkaufmann//Auszubildende zur Bankkauffrau',
  ),
  retired: jobFor('Rentner/Rentnerin', 63, 120),
};

/** `City:zips:landlines`. */
function places(text: string): readonly Place[] {
  return text.split('|').flatMap((line) => {
    const [city = '', zips = '', phone = ''] = line.split(':');
    return zips.split(' ').map((zip) => ({ zip, city, phones: phone === '' ? [] : [phone] }));
  });
}

/**
 * Cities, their postcodes (Deutsche Post), and the landlines that Bundesnetzagentur keeps for films ("Rufnummern für Drehbücher"); it has
 * them for five cities and for mobiles, which people anywhere may have.
 */
export const germanPlaces: readonly Place[] = places(
  'Berlin:10115 10117 10178 10243 10405 10437 10585 10719 10823 10967 12043 12435 13353:030 23125###|' +
    'Hamburg:20095 20144 20249 20357 20537 22087 22303 22765:040 66969###|München:80331 80333 80469 80539 80637 80796 80802 81541:089 99998###|' +
    'Köln:50667 50674 50677 50823 50931 51063:0221 4710###|Frankfurt am Main:60311 60313 60318 60325 60486 60594:069 90009###|' +
    'Stuttgart:70173 70176 70182 70565|Düsseldorf:40210 40213 40225 40476|Leipzig:04103 04109 04177 04275|Dortmund:44135 44137|' +
    'Essen:45127 45130|Bremen:28195 28203|Dresden:01067 01099 01307|Hannover:30159 30161 30449|Nürnberg:90402 90408 90443|' +
    'Duisburg:47051|Bochum:44787|Wuppertal:42103|Bielefeld:33602|Bonn:53111 53113|Münster:48143 48147|Karlsruhe:76131 76133|' +
    'Mannheim:68159 68161|Augsburg:86150|Wiesbaden:65183|Kiel:24103|Lübeck:23552|Rostock:18055|Erfurt:99084|Freiburg im Breisgau:79098 79102|' +
    'Mainz:55116|Kassel:34117|Saarbrücken:66111|Potsdam:14467|Magdeburg:39104|Regensburg:93047|Würzburg:97070|Ulm:89073|Heidelberg:69115 69117',
);

export const austrianPlaces: readonly Place[] = places(
  'Wien:1010 1020 1030 1050 1070 1090 1100 1160 1180|Graz:8010 8020|Linz:4020|Salzburg:5020|Innsbruck:6020|Klagenfurt:9020|' +
    'Villach:9500|Wels:4600|St. Pölten:3100|Dornbirn:6850|Bregenz:6900|Eisenstadt:7000',
);

export const swissPlaces: readonly Place[] = places(
  'Zürich:8001 8003 8004 8006 8050|Basel:4051 4053 4057|Bern:3006 3011 3012|Winterthur:8400|Luzern:6003|St. Gallen:9000|Thun:3600|' +
    'Chur:7000|Schaffhausen:8200|Aarau:5000|Zug:6300|Solothurn:4500',
);

const streets = (
  'Hauptstraße,Schulstraße,Gartenstraße,Bahnhofstraße,Dorfstraße,Bergstraße,Birkenweg,Lindenstraße,Kirchstraße,Waldstraße,Ringstraße,' +
  'Schillerstraße,Goethestraße,Mozartstraße,Beethovenstraße,Wiesenweg,Amselweg,Buchenweg,Rosenstraße,Mühlenweg,Feldstraße,' +
  'Kastanienallee,Friedrichstraße,Wilhelmstraße,Blumenstraße,Parkstraße,Marktplatz,Am Stadtpark,Eichenweg,Tulpenweg'
).split(',');

/** `Lindenstraße 12a`: the number last. */
export function germanStreet(fake: LocaleFaker): string {
  const street = pick(fake, streets);
  const letter = fake.number.int(9) === 0 ? 'a' : '';
  return `${street} ${fake.number.int({ min: 1, max: street.endsWith('platz') ? 20 : 140 })}${letter}`;
}

/** Switzerland has no ß. */
export function swissStreet(fake: LocaleFaker): string {
  return germanStreet(fake).replace('ß', 'ss');
}
