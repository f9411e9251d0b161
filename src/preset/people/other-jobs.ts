import { type Jobs, jobFor, jobList } from './country.ts';

/** From which age, in the order of every list below: shop assistant, waiter, cook, electrician, hairdresser, clerk, nurse, … */
const ages = [18, 18, 19, 20, 20, 21, 22, 23, 23, 24, 24, 26, 28, 29];

/** `pupil;student;retired;jobs`: the same fourteen jobs in each language, masculine and feminine if they differ. */
const languages: Readonly<Record<string, string>> = {
  es:
    'Alumno/Alumna;Estudiante;Jubilado/Jubilada;Dependiente/Dependienta|Camarero/Camarera|Cocinero/Cocinera|Electricista|' +
    'Peluquero/Peluquera|Administrativo/Administrativa|Enfermero/Enfermera|Contable|Programador/Programadora|Profesor/Profesora|' +
    'Ingeniero/Ingeniera civil|Abogado/Abogada|Jefe/Jefa de proyecto|Médico/Médica de familia',
  it:
    'Alunno/Alunna;Studente/Studentessa;Pensionato/Pensionata;Commesso/Commessa|Cameriere/Cameriera|Cuoco/Cuoca|Elettricista|' +
    'Parrucchiere/Parrucchiera|Impiegato/Impiegata|Infermiere/Infermiera|Contabile|Sviluppatore/Sviluppatrice software|Insegnante|' +
    'Ingegnere civile|Avvocato/Avvocata|Responsabile di progetto|Medico di base',
  pt_PT:
    'Aluno/Aluna;Estudante;Reformado/Reformada;Vendedor/Vendedora|Empregado/Empregada de mesa|Cozinheiro/Cozinheira|Eletricista|' +
    'Cabeleireiro/Cabeleireira|Administrativo/Administrativa|Enfermeiro/Enfermeira|Contabilista|Programador/Programadora|' +
    'Professor/Professora|Engenheiro/Engenheira civil|Advogado/Advogada|Gestor/Gestora de projeto|Médico/Médica de família',
  pt_BR:
    'Aluno/Aluna;Estudante;Aposentado/Aposentada;Vendedor/Vendedora|Garçom/Garçonete|Cozinheiro/Cozinheira|Eletricista|' +
    'Cabeleireiro/Cabeleireira|Auxiliar administrativo//Auxiliar administrativa|Enfermeiro/Enfermeira|Contador/Contadora|' +
    'Desenvolvedor/Desenvolvedora de software|Professor/Professora|Engenheiro/Engenheira civil|Advogado/Advogada|' +
    'Gerente de projetos|Médico/Médica de família',
  nl:
    'Leerling;Student/Studente;Gepensioneerd;Verkoper/Verkoopster|Kelner/Serveerster|Kok/Kokkin|Elektricien|Kapper/Kapster|' +
    'Administratief medewerker//Administratief medewerkster|Verpleegkundige|Boekhouder/Boekhoudster|Softwareontwikkelaar|' +
    'Leraar/Lerares|Civiel ingenieur|Advocaat/Advocate|Projectleider/Projectleidster|Huisarts',
  pl:
    'Uczeń/Uczennica;Student/Studentka;Emeryt/Emerytka;Sprzedawca/Sprzedawczyni|Kelner/Kelnerka|Kucharz/Kucharka|Elektryk|' +
    'Fryzjer/Fryzjerka|Pracownik biurowy//Pracownica biurowa|Pielęgniarz/Pielęgniarka|Księgowy/Księgowa|Programista/Programistka|' +
    'Nauczyciel/Nauczycielka|Inżynier/Inżynierka budownictwa|Adwokat/Adwokatka|Kierownik/Kierowniczka projektu|Lekarz/Lekarka',
  cs_CZ:
    'Žák/Žákyně;Student/Studentka;Důchodce/Důchodkyně;Prodavač/Prodavačka|Číšník/Servírka|Kuchař/Kuchařka|Elektrikář/Elektrikářka|' +
    'Kadeřník/Kadeřnice|Administrativní pracovník//Administrativní pracovnice|Zdravotní bratr//Zdravotní sestra|Účetní|' +
    'Programátor/Programátorka|Učitel/Učitelka|Stavební inženýr//Stavební inženýrka|Advokát/Advokátka|Vedoucí projektu|' +
    'Praktický lékař//Praktická lékařka',
  sk:
    'Žiak/Žiačka;Študent/Študentka;Dôchodca/Dôchodkyňa;Predavač/Predavačka|Čašník/Čašníčka|Kuchár/Kuchárka|Elektrikár/Elektrikárka|' +
    'Kaderník/Kaderníčka|Administratívny pracovník//Administratívna pracovníčka|Zdravotný brat//Zdravotná sestra|Účtovník/Účtovníčka|' +
    'Programátor/Programátorka|Učiteľ/Učiteľka|Stavebný inžinier//Stavebná inžinierka|Advokát/Advokátka|Vedúci/Vedúca projektu|' +
    'Praktický lekár//Praktická lekárka',
  da:
    'Elev;Studerende;Pensionist;Butiksassistent|Tjener|Kok|Elektriker|Frisør|Kontorassistent|Sygeplejerske|Bogholder|Softwareudvikler|' +
    'Lærer|Bygningsingeniør|Advokat|Projektleder|Praktiserende læge',
  sv:
    'Elev;Student;Pensionär;Butikssäljare|Servitör/Servitris|Kock|Elektriker|Frisör|Kontorsassistent|Sjuksköterska|Redovisningsekonom|' +
    'Programmerare|Lärare|Byggnadsingenjör|Advokat|Projektledare|Distriktsläkare',
  nb_NO:
    'Elev;Student;Pensjonist;Butikkmedarbeider|Servitør|Kokk|Elektriker|Frisør|Kontormedarbeider|Sykepleier|Regnskapsfører|' +
    'Programvareutvikler|Lærer|Bygningsingeniør|Advokat|Prosjektleder|Fastlege',
  fi:
    'Koululainen;Opiskelija;Eläkeläinen;Myyjä|Tarjoilija|Kokki|Sähköasentaja|Kampaaja|Toimistosihteeri|Sairaanhoitaja|Kirjanpitäjä|' +
    'Ohjelmistokehittäjä|Opettaja|Rakennusinsinööri|Asianajaja|Projektipäällikkö|Yleislääkäri',
  hu:
    'Diák;Egyetemista;Nyugdíjas;Bolti eladó|Pincér/Pincérnő|Szakács|Villanyszerelő|Fodrász|Irodai ügyintéző|Ápoló|Könyvelő|' +
    'Szoftverfejlesztő|Tanár|Építőmérnök|Ügyvéd|Projektvezető|Háziorvos',
  ro:
    'Elev/Elevă;Student/Studentă;Pensionar/Pensionară;Vânzător/Vânzătoare|Chelner/Chelneriță|Bucătar/Bucătăreasă|Electrician/Electriciană|' +
    'Coafor/Coafeză|Funcționar/Funcționară|Asistent medical//Asistentă medicală|Contabil/Contabilă|Programator/Programatoare|' +
    'Profesor/Profesoară|Inginer/Ingineră constructor|Avocat/Avocată|Manager de proiect|Medic de familie',
  el:
    'Μαθητής/Μαθήτρια;Φοιτητής/Φοιτήτρια;Συνταξιούχος;Πωλητής/Πωλήτρια|Σερβιτόρος/Σερβιτόρα|Μάγειρας/Μαγείρισσα|Ηλεκτρολόγος|' +
    'Κομμωτής/Κομμώτρια|Υπάλληλος γραφείου|Νοσηλευτής/Νοσηλεύτρια|Λογιστής/Λογίστρια|Προγραμματιστής/Προγραμματίστρια|' +
    'Καθηγητής/Καθηγήτρια|Πολιτικός μηχανικός|Δικηγόρος|Υπεύθυνος/Υπεύθυνη έργου|Γενικός γιατρός',
  tr:
    'Öğrenci;Üniversite öğrencisi;Emekli;Satış danışmanı|Garson|Aşçı|Elektrikçi|Kuaför|Büro memuru|Hemşire|Muhasebeci|Yazılım geliştirici|' +
    'Öğretmen|İnşaat mühendisi|Avukat|Proje yöneticisi|Aile hekimi',
  ru:
    'Школьник/Школьница;Студент/Студентка;Пенсионер/Пенсионерка;Продавец/Продавщица|Официант/Официантка|Повар|Электрик|Парикмахер|' +
    'Секретарь|Медбрат/Медсестра|Бухгалтер|Программист|Учитель/Учительница|Инженер-строитель|Адвокат|Руководитель проекта|Терапевт',
  uk:
    'Школяр/Школярка;Студент/Студентка;Пенсіонер/Пенсіонерка;Продавець/Продавчиня|Офіціант/Офіціантка|Кухар/Кухарка|Електрик|' +
    'Перукар/Перукарка|Секретар/Секретарка|Медбрат/Медсестра|Бухгалтер/Бухгалтерка|Програміст/Програмістка|Учитель/Учителька|' +
    'Інженер-будівельник//Інженерка-будівельниця|Адвокат/Адвокатка|Керівник/Керівниця проєкту|Сімейний лікар//Сімейна лікарка',
  ko: '학생;대학생;은퇴;판매원|종업원|요리사|전기 기사|미용사|사무원|간호사|회계사|소프트웨어 개발자|교사|토목 기사|변호사|프로젝트 매니저|의사',
  zh_CN:
    '学生;大学生;退休;售货员|服务员|厨师|电工|理发师|文员|护士|会计|软件工程师|教师|土木工程师|律师|项目经理|医生',
  zh_TW:
    '學生;大學生;退休;售貨員|服務生|廚師|水電工|美髮師|行政人員|護理師|會計|軟體工程師|教師|土木工程師|律師|專案經理|醫師',
};
const shared: Readonly<Record<string, string>> = { es_MX: 'es', nl_BE: 'nl' };

/** The jobs of a locale; undefined if none are kept for it. */
export function otherJobs(locale: string): Jobs | undefined {
  const [pupil, student, retired, jobs] = (languages[shared[locale] ?? locale] ?? '').split(';');
  if (pupil === undefined || student === undefined || retired === undefined || jobs === undefined)
    return undefined;
  const words = jobs.split('|').map((job, index) => `${ages[index]}-65 ${job}`);
  return {
    work: jobList(words.join('|')),
    pupils: [jobFor(pupil, 0, 17)],
    students: [jobFor(student, 18, 25)],
    apprentices: [],
    retired: jobFor(retired, 63, 120),
  };
}
