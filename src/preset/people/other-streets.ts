import type { LocaleFaker } from '../../factory/locale.ts';

/** Street names that most towns have, and how an address writes one: `*` the name, `#` the number. Elsewhere streets are Faker's. */
const streets: Readonly<Record<string, readonly [form: string, names: string]>> = {
  es: [
    'Calle *, #',
    'Mayor,Real,Nueva,de la Iglesia,del Sol,San José,de la Constitución,Cervantes,de la Fuente,San Antonio,Goya,Velázquez,de la Paz',
  ],
  es_MX: [
    'Calle * #',
    'Hidalgo,Juárez,Morelos,Independencia,5 de Mayo,16 de Septiembre,Reforma,Allende,Zaragoza,Madero,Matamoros,Guerrero',
  ],
  it: [
    'Via *, #',
    'Roma,Garibaldi,Mazzini,Verdi,Dante Alighieri,Marconi,Cavour,Matteotti,Leopardi,della Stazione,San Francesco,Manzoni,Gramsci',
  ],
  pt_PT: [
    'Rua *, #',
    'da Igreja,Direita,da Liberdade,do Comércio,25 de Abril,da Escola,Nova,Luís de Camões,da Fonte,1.º de Maio,do Sol,Almeida Garrett',
  ],
  pt_BR: [
    'Rua *, #',
    'São José,Sete de Setembro,Quinze de Novembro,Tiradentes,Santos Dumont,das Flores,São Pedro,Rui Barbosa,Dom Pedro II,da Paz,Amazonas',
  ],
  nl: [
    '* #',
    'Kerkstraat,Schoolstraat,Molenstraat,Dorpsstraat,Stationsstraat,Nieuwstraat,Beatrixstraat,Wilhelminastraat,Julianalaan,Parklaan,Kastanjelaan',
  ],
  nl_BE: [
    '* #',
    'Kerkstraat,Schoolstraat,Molenstraat,Stationsstraat,Nieuwstraat,Veldstraat,Kloosterstraat,Beekstraat,Bosstraat,Kapelstraat,Dorpsstraat',
  ],
  pl: [
    'ul. * #',
    'Polna,Leśna,Słoneczna,Krótka,Szkolna,Ogrodowa,Lipowa,Brzozowa,Łąkowa,Kwiatowa,Kościuszki,Mickiewicza,Sienkiewicza,Kościelna,Zielona',
  ],
  cs_CZ: [
    '* #',
    'Nádražní,Školní,Zahradní,Hlavní,Komenského,Husova,Palackého,Polní,Krátká,Jiráskova,Nerudova,Tyršova,Lipová,Květinová',
  ],
  sk: [
    '* #',
    'Školská,Hlavná,Záhradná,Štúrova,Hviezdoslavova,Štefánikova,Lesná,Poľná,Krátka,Kvetná,Mlynská,Nová,Lipová,Bernolákova',
  ],
  da: [
    '* #',
    'Vestergade,Nørregade,Skolegade,Kirkevej,Østergade,Møllevej,Strandvejen,Algade,Birkevej,Lindevej,Skovvej,Engvej,Parkvej,Rosenvej',
  ],
  sv: [
    '* #',
    'Storgatan,Skolgatan,Kyrkogatan,Järnvägsgatan,Drottninggatan,Kungsgatan,Trädgårdsgatan,Parkgatan,Björkvägen,Skogsvägen,Ringvägen,Nygatan',
  ],
  nb_NO: [
    '* #',
    'Storgata,Kirkegata,Skolegata,Parkveien,Bjørkeveien,Skogveien,Strandgata,Jernbanegata,Ringveien,Lindeveien,Fjellveien,Solveien',
  ],
  fi: [
    '* #',
    'Koulukatu,Kirkkokatu,Asemakatu,Rantatie,Puistokatu,Kauppakatu,Keskuskatu,Koivutie,Mäntytie,Metsätie,Torikatu,Myllytie',
  ],
  hu: [
    '* #.',
    'Petőfi Sándor utca,Kossuth Lajos utca,Rákóczi út,Dózsa György út,Ady Endre utca,Arany János utca,Béke utca,Széchenyi utca,Fő utca,Szabadság utca',
  ],
  ro: [
    'Strada *, nr. #',
    'Mihai Eminescu,Florilor,Libertății,Unirii,Avram Iancu,Independenței,Trandafirilor,Principală,Morii,Teilor,Victoriei,Nicolae Bălcescu',
  ],
  el: [
    '* #',
    'Ερμού,Σταδίου,Βενιζέλου,Κολοκοτρώνη,Παπαφλέσσα,Αθηνών,Καραϊσκάκη,Ομήρου,Σολωμού,Μακεδονίας,Κανάρη,Ρήγα Φεραίου',
  ],
  tr: [
    '* No: #',
    'Atatürk Caddesi,Cumhuriyet Caddesi,İstiklal Caddesi,Gül Sokak,Lale Sokak,Menekşe Sokak,Barış Sokak,Okul Sokak,Çınar Sokak,Fatih Caddesi',
  ],
  ru: [
    'ул. *, д. #',
    'Ленина,Советская,Центральная,Мира,Садовая,Школьная,Молодёжная,Лесная,Пушкина,Гагарина,Набережная,Новая,Заречная,Победы',
  ],
  uk: [
    'вул. *, #',
    'Шевченка,Франка,Лесі Українки,Грушевського,Соборна,Центральна,Садова,Шкільна,Незалежності,Миру,Перемоги,Лісова,Зелена',
  ],
  ko: ['* #', '중앙로,시청로,문화로,평화로,공원로,동문로,서문로,남문로,북문로,번영로,학교길,장미길'],
  zh_CN: [
    '*#号',
    '人民路,中山路,解放路,建设路,和平路,新华路,文化路,长江路,黄河路,学府路,花园路,朝阳路,胜利路',
  ],
  zh_TW: [
    '*#號',
    '中山路,中正路,民生路,民族路,民權路,忠孝路,仁愛路,信義路,和平路,復興路,光復路,建國路,文化路,成功路',
  ],
};

/** How the streets of a locale are written; undefined if none are kept for it. */
export function otherStreet(locale: string): ((fake: LocaleFaker) => string) | undefined {
  const [form, list] = streets[locale] ?? [];
  if (form === undefined || list === undefined) return undefined;
  const names = list.split(',');
  return (fake) =>
    form
      .replace('*', fake.helpers.arrayElement(names))
      .replace('#', String(fake.number.int({ min: 1, max: 150 })));
}
