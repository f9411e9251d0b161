import { type Era, eras } from './country.ts';

/** First names by birth year, among the most given in England and Wales (ONS); Australia's are nearly the same. */
export const britishEras: readonly Era[] = eras({
  1900: [
    'Margaret Jean Dorothy Patricia Barbara Sheila Maureen Brenda Joan Doreen Pauline Shirley Beryl Joyce Eileen Marjorie Audrey Sylvia',
    'John Peter Brian Derek Ronald Kenneth Raymond Roy Dennis Geoffrey Alan Gordon Norman Stanley Frank Leslie Bernard Donald',
  ],
  1954: [
    'Susan Linda Christine Carol Jacqueline Jane Janet Ann Gillian Lesley Hilary Elaine Julie Lynn Denise Yvonne Marilyn Heather',
    'David Michael Stephen Robert Graham Keith Philip Colin Roger Nigel Trevor Barry Malcolm Clive Martin Alan Neil Geoffrey',
  ],
  1964: [
    'Tracey Sharon Karen Helen Alison Deborah Amanda Joanne Nicola Samantha Michelle Dawn Lisa Sarah Mandy Tina Beverley Fiona',
    'Paul Andrew Mark Ian Gary Kevin Simon Richard Stephen Darren Jason Lee Stuart Neil Adrian Sean Craig Wayne',
  ],
  1978: [
    'Claire Emma Gemma Kelly Laura Rachel Rebecca Victoria Leanne Kerry Hayley Stacey Natalie Catherine Donna Louise Kirsty Zoe',
    'Christopher James Matthew Daniel Adam Robert Thomas Jonathan Gareth Benjamin Carl Michael Scott Nicholas Ryan Philip Russell Anthony',
  ],
  1992: [
    'Jessica Charlotte Sophie Chloe Lauren Bethany Hannah Emily Megan Georgia Amy Shannon Jade Abigail Holly Katie Eleanor Molly',
    'Jack Joshua Luke Jordan Liam Connor Callum Kieran Joseph Jake Bradley Harry Samuel Alexander George Lewis Nathan Aaron',
  ],
  2000: [
    'Olivia Grace Ellie Amelia Lucy Mia Ella Isabella Poppy Freya Daisy Millie Ruby Evie Lily Phoebe Imogen Aisha',
    'Oliver Charlie Alfie Ethan William Jacob Archie Toby Riley Mohammed Max Tyler Owen Reece Dylan Finley Henry Logan',
  ],
});

/** Those of Ireland (CSO, "Irish Babies' Names"). */
export const irishEras: readonly Era[] = eras({
  1900: [
    'Mary Bridget Margaret Kathleen Eileen Maureen Noreen Breda Philomena Josephine Nora Teresa Una Nuala Sheila Peggy Carmel Bernadette',
    'Patrick John James Michael Thomas Christopher Joseph William Francis Brendan Desmond Gerard Noel Kevin Dermot Eamon Liam Donal',
  ],
  1962: [
    'Catherine Deirdre Geraldine Siobhan Fiona Jacqueline Orla Grainne Sinead Ann Elizabeth Caroline Maeve Susan Helen Aisling Anne Mairead',
    'Paul David Declan Brian Anthony Stephen Martin Padraig Fergal Niall Alan Barry Ciaran Conor Peter Robert Eoin Kieran',
  ],
  1983: [
    'Sarah Emma Laura Niamh Ciara Aoife Michelle Louise Rachel Jennifer Amy Claire Edel Roisin Clodagh Grace Lisa Karen',
    'Mark Daniel Shane Colm Darragh Gavin Keith Jason Ronan Philip Cathal Ross Andrew Aidan Colin Ian Cormac Rory',
  ],
  1995: [
    'Chloe Saoirse Caoimhe Eimear Ava Katie Sophie Lauren Hannah Emily Leah Abbie Ella Molly Kate Lucy Erin Rebecca',
    'Jack Sean Adam Dylan Cian Luke Oisin Jamie Evan Nathan Aaron Matthew Fionn Tadhg Ryan Ben Cillian Killian',
  ],
});

/** The most frequent surnames of Great Britain, and of Australia (ONS, Forebears). */
export const britishSurnames: readonly string[] = (
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood ' +
  'Jackson Clarke Harris Clark Scott Turner Hill Moore Cooper Ward Morris Harrison King Baker Martin Morgan Patel James Lee Allen ' +
  'Parker Phillips Bennett Watson Cook Shaw Bailey Carter Young Mitchell Anderson Campbell Stewart Murray Khan Hughes Edwards Lewis ' +
  'Price Hunt Palmer Holmes Mills Webb Fletcher Barker Pearson Begum Hussain Singh Fraser Reid Ross Graham Hamilton Gibson ' +
  'Adams Ali Armstrong Barnes Butler Chapman Cox Davis Dixon Ellis Fisher Ford Foster Fox Gray Griffiths Harvey Hudson Hunter ' +
  'Jenkins Kaur Kelly Kennedy Knight Lloyd Marshall Mason Matthews Miller Murphy Owen Perry Pollard Powell Reynolds Rogers Russell ' +
  'Saunders Simpson Stevens Thomas Walsh Wells West Wilkinson'
).split(' ');

/** Those of Ireland (CSO). */
export const irishSurnames: readonly string[] = (
  "Murphy Kelly Byrne Ryan O'Brien Walsh O'Sullivan O'Connor Doyle McCarthy O'Neill Lynch Murray Quinn Moore McLoughlin Carroll Connolly " +
  "Daly Nolan Kennedy Brennan Burke Collins Campbell Clarke Hughes Farrell Fitzgerald Brown Martin Maguire Flynn Gallagher O'Reilly Kavanagh " +
  'Barry Boyle Brady Buckley Casey Clancy Coleman Conway Cullen Cunningham Dempsey Doherty Donnelly Duffy Dunne Egan ' +
  'Fitzpatrick Foley Hayes Healy Higgins Hogan Keane Kearney Kenny Keogh Lyons McDonnell McGrath McKenna Molloy Mooney Mullins Nugent ' +
  "O'Connell O'Donnell O'Keeffe O'Leary O'Mahony O'Shea Power Quigley Redmond Regan Reilly Roche Rooney Sheehan Smith Sweeney Tobin Whelan"
).split(' ');
