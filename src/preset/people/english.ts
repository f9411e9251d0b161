import { type Era, eras, type Jobs, jobFor, jobList } from './country.ts';

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

/** The same for Great Britain, and for Australia (ONS, Forebears). */
export const britishSurnames: readonly string[] = (
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood ' +
  'Jackson Clarke Harris Clark Scott Turner Hill Moore Cooper Ward Morris Harrison King Baker Martin Morgan Patel James Lee Allen ' +
  'Parker Phillips Bennett Watson Cook Shaw Bailey Carter Young Mitchell Anderson Campbell Stewart Murray Khan Hughes Edwards Lewis ' +
  'Price Hunt Palmer Holmes Mills Webb Fletcher Barker Pearson Begum Hussain Singh Fraser Reid Ross Graham Hamilton Gibson'
).split(' ');

/** The same for Ireland (CSO). */
export const irishSurnames: readonly string[] = (
  "Murphy Kelly Byrne Ryan O'Brien Walsh O'Sullivan O'Connor Doyle McCarthy O'Neill Lynch Murray Quinn Moore McLoughlin Carroll Connolly " +
  "Daly Nolan Kennedy Brennan Burke Collins Campbell Clarke Hughes Farrell Fitzgerald Brown Martin Maguire Flynn Gallagher O'Reilly Kavanagh"
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
