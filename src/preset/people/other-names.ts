import { type Era, eras } from './country.ts';

/**
 * First names by birth year, before 1975 and after, and surnames, by locale: among the most frequent of each country, as its office for
 * statistics counts them (INE, ISTAT, INE.pt, IBGE, Meertens Instituut, GUS, ČSÚ, DST, SCB, SSB, DVV, KSH…). Women before men; a surname that
 * agrees has both forms, `Kowalski/Kowalska`. Faker's own lists hold names that nobody alive has (Umile, Arystarch, Панкрат), and surnames
 * of men only.
 */
const people: Readonly<Record<string, readonly [older: string, younger: string, surnames: string]>> = {
  es: [
    'María Carmen Josefa Isabel Dolores Pilar Ana Francisca Antonia Mercedes|Antonio José Manuel Francisco Juan Pedro Ángel Luis Miguel Rafael',
    'Lucía Laura Marta Cristina Paula Sara Andrea Alba Elena Irene|David Javier Daniel Alejandro Carlos Sergio Álvaro Pablo Adrián Jorge',
    'García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres',
  ],
  it: [
    'Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Franca Paola Patrizia|Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco',
    'Giulia Chiara Francesca Federica Sara Martina Valentina Alessia Silvia Elisa Giorgia|Marco Andrea Alessandro Matteo Luca Davide Lorenzo Simone Federico Riccardo Stefano',
    'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Fontana Mancini Costa Giordano Rizzo Lombardi Moretti',
  ],
  pt_PT: [
    'Maria Ana Isabel Teresa Fernanda Lurdes Helena Rosa Manuela Conceição|José António Manuel João Francisco Carlos Luís Joaquim Fernando Jorge',
    'Joana Inês Catarina Mariana Beatriz Carolina Sofia Rita Sara Marta|Tiago Diogo Ricardo Miguel Pedro Rui Nuno Bruno André Gonçalo',
    'Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira',
  ],
  pt_BR: [
    'Maria Ana Francisca Antônia Terezinha Sônia Vera Lúcia Regina Rosângela|José João Antônio Francisco Carlos Paulo Luiz Manoel Jorge Sebastião',
    'Juliana Fernanda Camila Bruna Amanda Letícia Larissa Gabriela Patrícia Beatriz|Lucas Rafael Felipe Gabriel Rodrigo Thiago Bruno Diego Vinícius Gustavo',
    'Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa',
  ],
  pl: [
    'Maria Krystyna Barbara Teresa Elżbieta Danuta Ewa Halina Małgorzata Grażyna|Jan Andrzej Stanisław Krzysztof Jerzy Józef Tadeusz Zbigniew Ryszard Marek',
    'Anna Katarzyna Agnieszka Magdalena Joanna Monika Karolina Natalia Aleksandra Julia|Piotr Paweł Michał Marcin Tomasz Łukasz Mateusz Kamil Jakub Adrian',
    'Nowak Kowalski/Kowalska Wiśniewski/Wiśniewska Wójcik Kowalczyk Kamiński/Kamińska Lewandowski/Lewandowska Zieliński/Zielińska Szymański/Szymańska Woźniak Dąbrowski/Dąbrowska Kozłowski/Kozłowska Mazur Jankowski/Jankowska Krawczyk Piotrowski/Piotrowska Grabowski/Grabowska',
  ],
  nl: [
    'Maria Johanna Anna Cornelia Wilhelmina Elisabeth Margaretha Annie Trudy Marijke|Johannes Jan Cornelis Hendrik Willem Pieter Gerrit Henk Kees Wim',
    'Linda Kim Lisa Sanne Laura Anouk Eva Femke Iris Julia|Jeroen Dennis Mark Tim Thomas Daan Sander Bas Niels Lars',
    'Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits Kok Jacobs Vermeer Willems Hoekstra Koster Prins Huisman',
  ],
  cs_CZ: [
    'Marie Jana Hana Věra Eva Anna Ludmila Zdeňka Jaroslava Alena|Jiří Jan Josef Jaroslav Miroslav František Zdeněk Václav Karel Milan',
    'Petra Lucie Lenka Kateřina Tereza Veronika Michaela Barbora Kristýna Adéla|Petr Tomáš Martin Jakub Lukáš Michal David Ondřej Vojtěch Filip',
    'Novák/Nováková Svoboda/Svobodová Novotný/Novotná Dvořák/Dvořáková Černý/Černá Procházka/Procházková Kučera/Kučerová Veselý/Veselá Horák/Horáková Němec/Němcová Marek/Marková Pokorný/Pokorná Král/Králová Jelínek/Jelínková Růžička/Růžičková',
  ],
  sk: [
    'Mária Anna Helena Margita Katarína Eva Jozefína Viera Emília Oľga|Jozef Ján Štefan Milan Ladislav Michal František Pavol Anton Vladimír',
    'Zuzana Lucia Martina Monika Katarína Veronika Kristína Simona Natália Nina|Peter Martin Tomáš Marek Lukáš Matúš Jakub Michal Filip Patrik',
    'Horváth/Horváthová Kováč/Kováčová Varga/Vargová Tóth/Tóthová Nagy/Nagyová Baláž/Balážová Molnár/Molnárová Lukáč/Lukáčová Novák/Nováková Polák/Poláková Gajdoš/Gajdošová Kollár/Kollárová Hudák/Hudáková',
  ],
  da: [
    'Kirsten Anne Inge Karen Birgit Lis Hanne Birthe Susanne Lene|Jens Peter Hans Niels Jørgen Ole Erik Poul Lars Henrik',
    'Mette Louise Camilla Maria Ida Sofie Emma Freja Laura Cecilie|Thomas Martin Mads Christian Anders Mikkel Rasmus Emil Frederik Oliver',
    'Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen',
  ],
  sv: [
    'Margareta Birgitta Eva Kerstin Ingrid Anna Karin Marie Lena Gunilla|Lars Karl Anders Per Jan Hans Bengt Göran Lennart Sven',
    'Sara Emma Johanna Hanna Elin Linnéa Ida Amanda Matilda Julia|Johan Daniel Erik Andreas Emil Oscar Viktor Filip Gustav Simon',
    'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Lindberg Lindström Berg Lundqvist Sandberg',
  ],
  nb_NO: [
    'Anne Inger Kari Marit Liv Berit Astrid Bjørg Solveig Grethe|Jan Per Bjørn Ole Kjell Arne Svein Odd Knut Terje',
    'Ida Silje Camilla Marte Ingrid Emilie Thea Julie Nora Maria|Thomas Martin Kristian Andreas Jonas Magnus Henrik Sander Mathias Lars',
    'Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg Haugen Hagen Johannessen Andreassen Solberg Bakken',
  ],
  fi: [
    'Maria Anneli Ritva Leena Helena Pirkko Tuula Liisa Eeva Marjatta|Juhani Matti Pekka Kari Seppo Timo Jukka Hannu Markku Heikki',
    'Johanna Katja Sanna Laura Jenni Emilia Sara Anni Iida Noora|Mikko Jari Janne Antti Ville Juho Lauri Eetu Joonas Aleksi',
    'Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen',
  ],
  hu: [
    'Mária Erzsébet Ilona Katalin Éva Margit Julianna Judit Zsuzsanna Ágnes|László István József János Zoltán Sándor Ferenc György Lajos Tibor',
    'Anna Eszter Nóra Krisztina Réka Dóra Boglárka Viktória Kinga Petra|Gábor Péter Balázs Tamás Dániel Máté Bence Ádám Dávid Levente',
    'Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász Lakatos Mészáros Oláh Simon Rácz Fekete',
  ],
  ro: [
    'Maria Elena Ana Ioana Mariana Viorica Rodica Doina Daniela Gabriela|Gheorghe Ion Vasile Constantin Nicolae Dumitru Mihai Petru Florin Marian',
    'Andreea Alexandra Cristina Raluca Diana Bianca Roxana Simona Alina Denisa|Andrei Alexandru Adrian Bogdan Ștefan Cristian Răzvan Vlad Radu Robert',
    'Popa Popescu Ionescu Pop Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Lazăr Dinu Moldovan Florea Munteanu Nistor',
  ],
  el: [
    'Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αναστασία Γεωργία Δήμητρα Παρασκευή|Γεώργιος Δημήτριος Κωνσταντίνος Ιωάννης Νικόλαος Χρήστος Παναγιώτης Βασίλειος Αθανάσιος',
    'Κωνσταντίνα Ευαγγελία Άννα Ιωάννα Ειρήνη Χριστίνα Κατερίνα Νεφέλη Δανάη|Αλέξανδρος Μιχάλης Στέφανος Σπύρος Ανδρέας Άγγελος Θάνος Νίκος Πέτρος',
    'Παπαδόπουλος/Παπαδοπούλου Παπαδάκης/Παπαδάκη Γεωργίου Δημητρίου Νικολαΐδης/Νικολαΐδη Οικονόμου Βασιλείου Καραγιάννης/Καραγιάννη Αντωνίου Μακρής/Μακρή Ιωάννου Αλεξίου Κωνσταντίνου Παππάς/Παππά',
  ],
  tr: [
    'Fatma Ayşe Emine Hatice Zeynep Şerife Sultan Hanife Meryem Havva|Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Ramazan',
    'Elif Merve Büşra Esra Özge Derya Ceren Gizem Sude Ebru|Murat Emre Burak Yusuf Fatih Serkan Onur Can Furkan Oğuz',
    'Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek',
  ],
  ru: [
    'Людмила Нина Галина Валентина Тамара Татьяна Ольга Елена Наталья Ирина|Александр Владимир Сергей Николай Виктор Юрий Анатолий Валерий Андрей Михаил',
    'Анастасия Екатерина Мария Дарья Анна Юлия Ксения Виктория Полина Алина|Дмитрий Алексей Иван Максим Артём Евгений Никита Илья Роман Кирилл',
    'Иванов/Иванова Смирнов/Смирнова Кузнецов/Кузнецова Попов/Попова Васильев/Васильева Петров/Петрова Соколов/Соколова Михайлов/Михайлова Новиков/Новикова Фёдоров/Фёдорова Морозов/Морозова Волков/Волкова Алексеев/Алексеева Лебедев/Лебедева Семёнов/Семёнова',
  ],
  uk: [
    'Марія Ганна Галина Людмила Валентина Надія Ольга Тетяна Наталія Світлана|Микола Володимир Іван Василь Анатолій Петро Михайло Віктор Сергій Юрій',
    'Анастасія Юлія Дарина Катерина Вікторія Ірина Оксана Софія Аліна Христина|Андрій Олександр Дмитро Максим Назар Богдан Тарас Артем Олег Роман',
    'Мельник Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Коваль Олійник Шевчук Поліщук Ткачук Савченко Бондар Марченко Руденко Мороз Лисенко Петренко',
  ],
  nl_BE: [
    'Maria Godelieve Jeannine Rita Monique Christiane Lutgarde Marleen Nicole Annemie|Jan Jozef Luc Marc Willy Etienne Patrick Johan Dirk Paul',
    'Sarah Laura Julie Lisa Lotte Charlotte Emma Elke Sofie Amber|Thomas Jonas Pieter Wouter Bram Robbe Jens Senne Kobe Stijn',
    'Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters Vermeulen Pauwels Hermans Aerts Michiels Lambrecht Claeys Verhoeven Desmet Declercq Segers Lemmens Bogaert Verstraete Coppens Smets',
  ],
  // With their readings, as passports of each country spell them. Korea's three greatest families are nearly half of it.
  ko: [
    '영자:youngja 정숙:jungsook 영숙:youngsook 순자:soonja 명자:myungja 정희:junghee 미경:mikyung 은숙:eunsook 현숙:hyunsook 경희:kyunghee|영수:youngsoo 정호:jungho 영호:youngho 성수:sungsoo 영철:youngchul 병철:byungchul 상철:sangchul 종수:jongsoo 정수:jungsoo 광수:kwangsoo',
    '지혜:jihye 지은:jieun 수진:sujin 민지:minji 유진:yujin 예진:yejin 서연:seoyeon 은지:eunji 지현:jihyun 수빈:subin|민수:minsu 지훈:jihoon 성민:sungmin 현우:hyunwoo 준호:junho 동현:donghyun 민준:minjun 승현:seunghyun 재현:jaehyun 준영:junyoung',
    '김:kim 김:kim 김:kim 김:kim 이:lee 이:lee 이:lee 박:park 박:park 최:choi 정:jung 강:kang 조:cho 윤:yoon 장:jang 임:lim 한:han 오:oh 서:seo 신:shin 권:kwon 황:hwang 안:ahn 송:song 유:yoo 홍:hong',
  ],
  zh_CN: [
    '秀英:xiuying 桂英:guiying 玉兰:yulan 秀兰:xiulan 淑珍:shuzhen 桂兰:guilan 玉珍:yuzhen 丽华:lihua 秀珍:xiuzhen 淑英:shuying|建国:jianguo 建华:jianhua 国强:guoqiang 志强:zhiqiang 建军:jianjun 国华:guohua 志明:zhiming 建平:jianping 国庆:guoqing 永强:yongqiang',
    '静:jing 婷:ting 雪:xue 欣怡:xinyi 梦婷:mengting 雨欣:yuxin 佳怡:jiayi 丹:dan 倩:qian 娜:na|浩:hao 磊:lei 鹏:peng 杰:jie 宇:yu 俊杰:junjie 浩然:haoran 子豪:zihao 博文:bowen 超:chao',
    '王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 林:lin 高:gao 罗:luo',
  ],
  zh_TW: [
    '淑芬:shufen 淑惠:shuhui 美玲:meiling 美惠:meihui 麗華:lihua 秀英:hsiuying 秀琴:hsiuchin 淑貞:shuchen 玉蘭:yulan 麗珠:lichu|志明:chihming 俊雄:chunhsiung 文雄:wenhsiung 進財:chintsai 金龍:chinlung 正雄:chenghsiung 明輝:minghui 國華:kuohua 清山:chingshan 武雄:wuhsiung',
    '雅婷:yating 怡君:yichun 佳穎:chiaying 詩涵:shihhan 郁婷:yuting 宜蓁:yichen 欣怡:hsinyi 思妤:ssuyu 品妤:pinyu 家瑜:chiayu|家豪:chiahao 冠宇:kuanyu 承翰:chenghan 宗翰:tsunghan 彥廷:yenting 俊傑:chunchieh 柏翰:pohan 冠廷:kuanting 志豪:chihhao 宇軒:yuhsuan',
    '陳:chen 林:lin 黃:huang 張:chang 李:li 王:wang 吳:wu 劉:liu 蔡:tsai 楊:yang 許:hsu 鄭:cheng 謝:hsieh 洪:hung 郭:kuo 邱:chiu 曾:tseng 廖:liao 賴:lai 徐:hsu 周:chou 葉:yeh 蘇:su',
  ],
};
const shared: Readonly<Record<string, string>> = { es_MX: 'es' };

/** Countries whose people have two surnames, one of each parent. */
const ofBothParents = /^(es|pt)(_|$)/;

/** First names and surnames of a locale; undefined if none are kept for it: then Faker's are taken. */
export function otherNames(
  locale: string,
): { readonly eras: readonly Era[]; readonly surnames: readonly string[] } | undefined {
  const found = people[shared[locale] ?? locale];
  if (found === undefined) return undefined;
  const [older, younger, surnames] = found;
  const bySex = (names: string): [string, string] => names.split('|') as [string, string];
  const single = surnames.split(' ');
  return {
    eras: eras({ 1900: bySex(older), 1975: bySex(younger) }),
    surnames: ofBothParents.test(locale) ? pairs(single) : single,
  };
}

function pairs(names: readonly string[]): string[] {
  return names.flatMap((one) => names.filter((other) => other !== one).map((other) => `${one} ${other}`));
}
