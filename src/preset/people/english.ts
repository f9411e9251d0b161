import type { LocaleFaker } from '../../factory/locale.ts';
import { type Era, eras, type Jobs, jobFor, jobList, type Place, pick } from './country.ts';

/** First names by birth year, among the most given of each decade (US Social Security, https://www.ssa.gov/oact/babynames/decades). */
export const englishEras: readonly Era[] = eras({
  1900: [
    'Mary Linda Barbara Patricia Carol Sandra Nancy Sharon Judith Susan Betty Carolyn Margaret Shirley Judy Karen Donna ' +
      'Kathleen Joyce Dorothy Janet Diane Janice Joan Elizabeth Brenda Gloria Virginia',
    'James Robert John William Richard David Charles Thomas Michael Ronald Larry Donald Joseph Gary George Kenneth Paul ' +
      'Edward Jerry Dennis Frank Daniel Raymond Roger Stephen Gerald Walter Harold',
  ],
  1950: [
    'Mary Linda Patricia Susan Deborah Barbara Debra Karen Nancy Donna Cynthia Sandra Pamela Sharon Kathleen Carol Diane ' +
      'Brenda Cheryl Janet Elizabeth Kathy Margaret Janice Carolyn Denise Judy Rebecca Joyce Teresa',
    'James Michael Robert John David William Richard Thomas Mark Charles Steven Gary Joseph Donald Ronald Kenneth Paul ' +
      'Larry Daniel Stephen Dennis Timothy Edward Jeffrey George Gregory Kevin Douglas Terry Anthony',
  ],
  1960: [
    'Lisa Mary Susan Karen Kimberly Patricia Linda Donna Michelle Cynthia Sandra Deborah Tammy Pamela Lori Laura Elizabeth ' +
      'Julie Brenda Jennifer Barbara Angela Sharon Debra Teresa Nancy Christine Cheryl Denise Kelly',
    'Michael David John James Robert Mark William Richard Thomas Jeffrey Steven Joseph Timothy Kevin Scott Brian Charles ' +
      'Paul Daniel Christopher Kenneth Anthony Gregory Ronald Donald Gary Stephen Eric Edward Douglas',
  ],
  1970: [
    'Jennifer Amy Melissa Michelle Kimberly Lisa Angela Heather Stephanie Nicole Jessica Elizabeth Rebecca Kelly Mary ' +
      'Christina Amanda Julie Sarah Laura Shannon Christine Tammy Tracy Karen Dawn Susan Andrea Tina Patricia',
    'Michael Christopher Jason David James John Robert Brian William Matthew Joseph Daniel Kevin Eric Jeffrey Richard Scott ' +
      'Mark Steven Thomas Timothy Anthony Charles Joshua Ryan Jeremy Paul Andrew Gregory Chad',
  ],
  1980: [
    'Jessica Jennifer Amanda Ashley Sarah Stephanie Melissa Nicole Elizabeth Heather Tiffany Michelle Amber Megan Amy Rachel ' +
      'Kimberly Christina Lauren Crystal Brittany Rebecca Laura Danielle Emily Samantha Angela Erin Kelly Sara',
    'Michael Christopher Matthew Joshua David James Daniel Robert John Joseph Jason Justin Andrew Ryan William Brian Brandon ' +
      'Jonathan Nicholas Anthony Eric Adam Kevin Thomas Steven Timothy Richard Jeremy Jeffrey Kyle',
  ],
  1990: [
    'Jessica Ashley Emily Sarah Samantha Amanda Brittany Elizabeth Taylor Megan Hannah Kayla Lauren Stephanie Rachel Jennifer ' +
      'Nicole Alexis Victoria Amber Alyssa Courtney Rebecca Danielle Jasmine Brianna Katherine Alexandra Madison Morgan',
    'Michael Christopher Matthew Joshua Jacob Nicholas Andrew Daniel Tyler Joseph Brandon David James Ryan John Zachary ' +
      'Justin William Anthony Robert Jonathan Austin Alexander Kyle Kevin Thomas Cody Jordan Eric Benjamin',
  ],
  2000: [
    'Emily Madison Emma Olivia Hannah Abigail Isabella Samantha Elizabeth Ashley Alexis Sarah Sophia Alyssa Grace Ava Taylor ' +
      'Brianna Lauren Chloe Natalie Kayla Jessica Anna Victoria Mia Hailey Sydney Jasmine Julia',
    'Jacob Michael Joshua Matthew Daniel Christopher Andrew Ethan Joseph William Anthony David Alexander Nicholas Ryan Tyler ' +
      'James John Jonathan Noah Brandon Christian Dylan Samuel Benjamin Zachary Nathan Logan Justin Gabriel',
  ],
});

/** The most frequent surnames (US Census 2010). */
export const englishSurnames: readonly string[] = (
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas ' +
  'Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King ' +
  'Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips ' +
  'Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Ortiz Morgan Cooper Peterson ' +
  'Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price ' +
  'Myers Long Foster Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher Henderson Coleman Simmons Patterson ' +
  'Jordan Reynolds Hamilton Graham Wallace West Cole Hayes Bryant Gibson Ellis Stevens Murray Ford Marshall Owens Harrison'
).split(' ');

/** Jobs, and the ages at which people have them: after the usual years of training, and until 67. */
export const englishJobs: Jobs = {
  work: jobList(
    '18 Sales assistant|18 Waiter/Waitress|18 Warehouse worker|18 Cashier|19 Cook|19 Receptionist|20 Hairdresser|20 Carpenter|' +
      '21 Electrician|21 Plumber|21 Mechanic|21 Office administrator|22 Paramedic|22 Nurse|22 Graphic designer|22 Photographer|' +
      '22 Bookkeeper|22 Web developer|22 Support engineer|23 Software engineer|23 Data analyst|23 Journalist|23 Social worker|' +
      '23 Account manager|23-60 Firefighter|23-60 Police officer|23 Primary school teacher|24 Civil engineer|24 Systems administrator|' +
      '24 Mathematics teacher|24 Librarian|24 Translator|25 Accountant|25 Physiotherapist|26 Project manager|26 Lawyer|26 Pharmacist|' +
      '27 Architect|27 Veterinarian|22 Real estate agent|28 Software architect|29 Family doctor|29 Dentist|30 Sales manager|30 IT manager|' +
      '34 Head of procurement|35 Finance director|35 Human resources director',
  ),
  pupils: [jobFor('Pupil', 0, 17)],
  students: jobList(
    '18-22 Law student|18-24 Computer science student|18-22 Economics student|18-25 Medical student|18-22 History student|' +
      '18-23 Psychology student|18-23 Engineering student|18-22 Nursing student',
  ),
  apprentices: jobList(
    '18-21 Apprentice electrician|18-21 Apprentice carpenter|18-21 Apprentice mechanic|18-20 Trainee chef',
  ),
  retired: jobFor('Retired', 62, 120),
};

/** `City zips area`, one place a line: each zip code with the city and what its landlines begin with. */
function places(text: string, phone: (area: string) => string): readonly Place[] {
  return text.split('|').flatMap((line) => {
    const [city = '', zips = '', area = ''] = line.split(':');
    const phones = area === '' ? [] : area.split(',').map(phone);
    return zips.split(',').map((zip) => ({ zip, city, phones }));
  });
}

// 555-0100 to 555-0199 ring nowhere in North America (NANPA, "555 line numbers").
const northAmerican = (area: string): string => `(${area}) 555-01##`;

/** Large cities of the United States, some of their own ZIP codes (USPS) and their area codes (NANPA). */
export const americanPlaces: readonly Place[] = places(
  'New York:10001,10002,10003,10009,10011,10016,10025,10027:212|Brooklyn:11201,11215,11226,11238:718|Los Angeles:90012,90017,90026,90036:213|' +
    'Chicago:60601,60611,60614,60622,60647:312|Houston:77002,77006,77019:713|Phoenix:85003,85014,85016:602|Philadelphia:19103,19107,19147:215|' +
    'San Antonio:78205,78209:210|San Diego:92101,92103,92116:619|Dallas:75201,75204,75219:214|Austin:78701,78704,78745:512|' +
    'San Jose:95112,95125:408|San Francisco:94102,94103,94110,94117:415|Seattle:98101,98103,98122:206|Denver:80202,80205,80210:303|' +
    'Boston:02108,02116,02118:617|Washington:20001,20009,20036:202|Nashville:37203,37206:615|Portland:97201,97205,97214:503|' +
    'Las Vegas:89101,89109:702|Detroit:48201,48226:313|Memphis:38103,38104:901|Baltimore:21201,21218:410|Milwaukee:53202,53207:414|' +
    'Albuquerque:87102,87106:505|Tucson:85701,85716:520|Sacramento:95814,95816:916|Kansas City:64105,64111:816|Atlanta:30303,30308,30318:404|' +
    'Miami:33125,33130,33137:305|Minneapolis:55401,55408:612|New Orleans:70112,70115,70130:504|Cleveland:44113,44114:216|' +
    'Tampa:33602,33606:813|Pittsburgh:15203,15222:412|Cincinnati:45202,45208:513|St. Louis:63101,63108:314|Orlando:32801,32803:407|' +
    'Raleigh:27601,27607:919|Salt Lake City:84101,84111:801|Boise:83702:208|Honolulu:96813,96815:808',
  northAmerican,
);

/** Canadian cities, their postal code areas (Canada Post) and area codes. */
export const canadianPlaces: readonly Place[] = places(
  'Toronto:M5V #@#,M4C #@#,M6G #@#:416|Ottawa:K1P #@#,K2P #@#:613|Calgary:T2P #@#,T2R #@#:403|Edmonton:T5J #@#,T6E #@#:780|' +
    'Vancouver:V6B #@#,V5K #@#:604|Victoria:V8W #@#:250|Winnipeg:R3C #@#:204|Hamilton:L8P #@#:905|Halifax:B3J #@#:902|Regina:S4P #@#:306',
  northAmerican,
);

/** The same for Québec. */
export const quebecPlaces: readonly Place[] = places(
  'Montréal:H2X #@#,H2T #@#,H3A #@#:514|Québec:G1R #@#,G1K #@#:418|Laval:H7N #@#:450|Gatineau:J8X #@#:819|Longueuil:J4H #@#:450|' +
    'Sherbrooke:J1H #@#:819|Trois-Rivières:G9A #@#:819|Saguenay:G7H #@#:418',
  northAmerican,
);

/** British cities, postcode districts (Royal Mail), and the landlines that Ofcom keeps for drama. */
export const britishPlaces: readonly Place[] = places(
  'London:E1 #@@,N1 #@@,SE1 #@@,SW4 #@@,W2 #@@,NW3 #@@:020 7946 0###|Manchester:M1 #@@,M4 #@@,M20 #@@:0161 496 0###|' +
    'Birmingham:B1 #@@,B5 #@@:0121 496 0###|Leeds:LS1 #@@,LS6 #@@:0113 496 0###|Sheffield:S1 #@@,S10 #@@:0114 496 0###|' +
    'Leicester:LE1 #@@:0116 496 0###|Bristol:BS1 #@@,BS8 #@@:0117 496 0###|Reading:RG1 #@@:0118 496 0###|Edinburgh:EH1 #@@,EH6 #@@:0131 496 0###|' +
    'Glasgow:G1 #@@,G12 #@@:0141 496 0###|Liverpool:L1 #@@,L8 #@@:0151 496 0###|Newcastle upon Tyne:NE1 #@@:0191 498 0###|' +
    'Cardiff:CF10 #@@:029 2018 0###|Belfast:BT1 #@@:028 9649 6###',
  (area) => area,
);

/** Australian cities, postcodes (Australia Post), and the numbers that ACMA keeps for fiction, by state. */
export const australianPlaces: readonly Place[] = places(
  'Sydney:2000,2010,2026:02|Newcastle:2300:02|Canberra:2600,2612:02|Wollongong:2500:02|Melbourne:3000,3053,3182:03|Geelong:3220:03|' +
    'Hobart:7000:03|Brisbane:4000,4101:07|Gold Coast:4217:07|Cairns:4870:07|Adelaide:5000,5006:08|Perth:6000,6008:08|Darwin:0800:08',
  (area) => `(${area}) 5550 ####`,
);

/** Irish cities and Eircode areas; Ireland keeps no numbers for fiction that validators know. */
export const irishPlaces: readonly Place[] = places(
  'Dublin:D02 @@##,D04 @@##,D08 @@##,D14 @@##|Cork:T12 @@##|Limerick:V94 @@##|Galway:H91 @@##|Waterford:X91 @@##|Kilkenny:R95 @@##|Sligo:F91 @@##',
  (area) => area,
);

const american = (
  'Main Street,Oak Street,Park Avenue,Elm Street,Maple Avenue,Washington Street,Lake Street,Hill Street,Walnut Street,Cedar Lane,' +
  'Pine Street,Church Street,Spring Street,Highland Avenue,Franklin Street,Jefferson Street,Lincoln Avenue,Madison Avenue,' +
  'Jackson Street,Sunset Drive,Chestnut Street,River Road,Center Street,Willow Lane,Adams Street,Dogwood Drive,Meadow Lane,' +
  'Broadway,Second Street,Third Avenue,Fourth Street,Fifth Street,Sycamore Street,Forest Avenue,Prospect Street,School Street'
).split(',');
const british = (
  'High Street,Station Road,Church Lane,Victoria Road,Park Road,Church Road,London Road,Manor Road,Mill Lane,Green Lane,' +
  'New Road,Kings Road,Queens Road,Albert Road,The Avenue,York Road,Springfield Road,Grange Road,George Street,Alexandra Road,' +
  'Windsor Road,Richmond Road,Chapel Street,School Lane,The Crescent,North Street,South Street,West Street,Grove Road,Elm Close'
).split(',');

/** `742 Maple Avenue`: numbers of a block of a hundred, as American streets have them. */
export function americanStreet(fake: LocaleFaker): string {
  return `${fake.number.int({ min: 10, max: 1999 })} ${pick(fake, american)}`;
}

/** `17 Station Road`. */
export function britishStreet(fake: LocaleFaker): string {
  return `${fake.number.int({ min: 1, max: 180 })} ${pick(fake, british)}`;
}
