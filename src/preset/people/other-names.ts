import { type Era, eras, words } from './country.ts';

/**
 * First names by birth year (before 1960, before 1990, and after) and surnames, by locale: among the most frequent of each country, as its
 * office for statistics counts them (INE, INEGI, ISTAT, INE.pt, IBGE, Meertens Instituut, GUS, ČSÚ, DST, SCB, SSB, DVV, KSH…). Women before
 * men; a surname that agrees has both forms, `Kowalski/Kowalska`; `_` is a space. No first name stands twice, so that no two people of a few
 * hundred have the same two names. Faker's own lists hold names that nobody alive has (Umile, Arystarch, Панкрат), and surnames of men only.
 */
const people: Readonly<
  Record<string, readonly [eldest: string, middle: string, youngest: string, surnames: string]>
> = {
  es: [
    'Carmen Josefa Isabel Dolores Pilar Francisca Antonia Mercedes Rosario Concepción Encarnación Teresa Manuela María_Luisa|Antonio José Manuel Francisco Juan Pedro Luis Rafael Ángel Vicente Ramón Julián José_Luis Emilio',
    'María_José Ana Mónica Yolanda Susana Raquel Cristina Beatriz Silvia Nuria Sonia Rocío Esther Ana_Belén|David Javier Juan_Carlos Jorge Fernando Óscar Alberto Raúl Sergio Rubén Iván Roberto Carlos Diego',
    'Lucía Laura Marta Paula Sara Andrea Alba Elena Irene Claudia Nerea Carla Noelia Ainhoa|Daniel Alejandro Álvaro Pablo Adrián Hugo Mario Marcos Víctor Ignacio Samuel Aitor Gonzalo Nicolás',
    'García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres',
  ],
  es_MX: [
    'Guadalupe Juana Margarita Socorro Rosa Josefina Esperanza Teresa Consuelo Alicia Gloria Elvira Ofelia Silvia|José Jesús Juan Francisco Antonio Pedro Roberto Raúl Salvador Ramón Alfonso Rubén Ignacio Guillermo',
    'Alejandra Claudia Verónica Patricia Leticia Gabriela Adriana Norma Erika Araceli Maribel Yolanda Lorena Karina|Miguel_Ángel Juan_Carlos Alejandro Ricardo Gerardo Arturo Sergio Javier Héctor Marco_Antonio Armando Luis Óscar Jorge',
    'María_Fernanda Ximena Valeria Daniela Andrea Mariana Paola Regina Karen Fátima Diana Brenda Jazmín Ana_Karen|Luis_Ángel Diego Daniel Emiliano Santiago Eduardo Kevin Brandon Iván Ángel Carlos Sebastián Leonardo Bryan',
    'Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores Gómez Morales Vázquez Reyes Jiménez Torres Díaz Gutiérrez Ruiz Mendoza Aguilar Ortiz Castillo Chávez',
  ],
  it: [
    'Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Franca Rita Luisa Bruna Caterina|Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno',
    'Paola Patrizia Daniela Barbara Monica Laura Cristina Stefania Simona Elena Claudia Silvia Manuela Sabrina|Marco Massimo Roberto Stefano Maurizio Paolo Fabio Alberto Claudio Daniele Gianluca Cristian Enrico Fabrizio',
    'Giulia Chiara Francesca Federica Sara Martina Valentina Alessia Elisa Giorgia Sofia Alice Ilaria Beatrice|Andrea Alessandro Matteo Luca Davide Lorenzo Simone Federico Riccardo Mattia Gabriele Nicolò Tommaso Filippo',
    'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola De_Santis Marchetti Parisi',
  ],
  pt_PT: [
    'Maria Ana Isabel Teresa Fernanda Lurdes Helena Rosa Manuela Conceição Natália Odete Graça Adelaide|José António Manuel João Francisco Carlos Luís Joaquim Fernando Jorge Armando Álvaro Américo Domingos',
    'Paula Cristina Sandra Carla Sónia Susana Mónica Patrícia Cláudia Anabela Vera Andreia Sílvia Filipa|Paulo Rui Nuno Pedro Ricardo Hugo Bruno Sérgio Miguel Vítor Marco Filipe Hélder Nelson',
    'Joana Inês Catarina Mariana Beatriz Carolina Sofia Rita Sara Marta Daniela Leonor Diana Margarida|Tiago Diogo André Gonçalo Rafael Daniel Rodrigo Bernardo Fábio Guilherme Tomás Alexandre Afonso David',
    'Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira',
  ],
  pt_BR: [
    'Maria Ana Francisca Antônia Terezinha Sônia Vera Lúcia Regina Marlene Neusa Aparecida Iracema Zilda|José João Antônio Francisco Carlos Paulo Luiz Manoel Jorge Sebastião Raimundo Pedro Geraldo Benedito',
    'Adriana Patrícia Márcia Cristiane Luciana Simone Fabiana Renata Rosângela Andréa Vanessa Sandra Daniela Juliana|Marcos Marcelo Fábio Rodrigo Ricardo Alexandre Eduardo André Luciano Márcio Sérgio Anderson Leandro Fernando',
    'Camila Bruna Amanda Letícia Larissa Gabriela Beatriz Jéssica Mariana Isabela Natália Thaís Rafaela Luana|Lucas Rafael Felipe Gabriel Thiago Bruno Diego Vinícius Gustavo Matheus Guilherme Igor Caio Leonardo',
    'Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa',
  ],
  pl: [
    'Maria Krystyna Barbara Teresa Elżbieta Danuta Ewa Halina Jadwiga Grażyna Irena Zofia Janina Bożena|Jan Andrzej Stanisław Jerzy Józef Tadeusz Zbigniew Ryszard Kazimierz Henryk Wiesław Marian Edward Czesław',
    'Anna Małgorzata Agnieszka Katarzyna Monika Joanna Beata Dorota Renata Iwona Sylwia Justyna Edyta Aneta|Krzysztof Piotr Tomasz Paweł Marcin Marek Dariusz Robert Jacek Grzegorz Artur Mariusz Rafał Sławomir',
    'Magdalena Karolina Natalia Aleksandra Julia Paulina Weronika Patrycja Martyna Kinga Zuzanna Oliwia Wiktoria Klaudia|Michał Łukasz Mateusz Kamil Jakub Adrian Dawid Bartosz Patryk Szymon Filip Kacper Damian Maciej',
    'Nowak Kowalski/Kowalska Wiśniewski/Wiśniewska Wójcik Kowalczyk Kamiński/Kamińska Lewandowski/Lewandowska Zieliński/Zielińska Szymański/Szymańska Woźniak Dąbrowski/Dąbrowska Kozłowski/Kozłowska Mazur Jankowski/Jankowska Krawczyk Piotrowski/Piotrowska Grabowski/Grabowska Wojciechowski/Wojciechowska Kwiatkowski/Kwiatkowska Kaczmarek Pawłowski/Pawłowska Michalski/Michalska Król Wieczorek Jabłoński/Jabłońska Wróbel Nowakowski/Nowakowska Majewski/Majewska Olszewski/Olszewska Stępień Malinowski/Malinowska Jaworski/Jaworska Adamczyk Dudek Nowicki/Nowicka Pawlak Górski/Górska Witkowski/Witkowska Walczak Sikora',
  ],
  nl: [
    'Maria Johanna Anna Cornelia Wilhelmina Elisabeth Margaretha Annie Trudy Marijke Ria Corrie Tineke Hennie|Johannes Jan Cornelis Hendrik Willem Pieter Gerrit Henk Kees Wim Piet Jaap Dirk Arie',
    'Linda Monique Petra Ingrid Esther Sandra Marieke Annemiek Wendy Miranda Mirjam Suzanne Karin Kim|Peter Erik Marcel Jeroen Dennis Mark Edwin Patrick Richard Robert Martijn Sander Frank Bart',
    'Lisa Sanne Laura Anouk Eva Femke Iris Julia Lotte Anne Sophie Fleur Naomi Roos|Tim Thomas Daan Bas Niels Lars Rick Stijn Jesse Max Thijs Luuk Ruben Joost',
    'de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer van_der_Linden Kok Jacobs de_Haan Vermeulen van_den_Heuvel van_der_Veen van_den_Broek de_Bruijn van_der_Heijden Schouten van_Beek Willems van_Vliet Hoekstra Maas Verhoeven Koster Prins Huisman Kuipers Postma Veenstra',
  ],
  cs_CZ: [
    'Marie Jana Hana Věra Eva Anna Ludmila Zdeňka Jaroslava Alena Jiřina Božena Helena Vlasta|Jiří Jan Josef Jaroslav Miroslav František Zdeněk Václav Karel Milan Vladimír Ladislav Stanislav Oldřich',
    'Petra Lenka Kateřina Ivana Martina Jitka Monika Lucie Pavla Iveta Renata Šárka Radka Markéta|Petr Tomáš Martin Pavel Michal Roman Radek David Aleš Libor Robert Luboš Marek Kamil',
    'Tereza Veronika Michaela Barbora Kristýna Adéla Nikola Klára Natálie Eliška Aneta Denisa Anežka Karolína|Jakub Lukáš Ondřej Vojtěch Filip Adam Dominik Matěj Daniel Patrik Štěpán Vít Šimon Matyáš',
    'Novák/Nováková Svoboda/Svobodová Novotný/Novotná Dvořák/Dvořáková Černý/Černá Procházka/Procházková Kučera/Kučerová Veselý/Veselá Horák/Horáková Němec/Němcová Marek/Marková Pokorný/Pokorná Král/Králová Jelínek/Jelínková Růžička/Růžičková Pospíšil/Pospíšilová Hájek/Hájková Beneš/Benešová Fiala/Fialová Sedláček/Sedláčková Doležal/Doležalová Zeman/Zemanová Kolář/Kolářová Navrátil/Navrátilová Čermák/Čermáková Vaněk/Vaňková Urban/Urbanová Blažek/Blažková Kříž/Křížová Kovář/Kovářová Bartoš/Bartošová Vlček/Vlčková Musil/Musilová Kopecký/Kopecká Polák/Poláková Konečný/Konečná Malý/Malá Čech/Čechová Štěpánek/Štěpánková Krejčí',
  ],
  sk: [
    'Mária Anna Helena Margita Eva Jozefína Viera Emília Oľga Alžbeta Irena Magdaléna Ľudmila Božena|Jozef Ján Štefan Milan Ladislav František Pavol Anton Vladimír Ľudovít Dušan Rudolf Imrich Vojtech',
    'Jana Zuzana Martina Monika Katarína Andrea Iveta Renáta Gabriela Silvia Miroslava Ľubica Slávka Adriana|Peter Martin Miroslav Ľuboš Marián Róbert Roman Igor Jaroslav Marcel Branislav Rastislav Radoslav Slavomír',
    'Lucia Veronika Kristína Simona Natália Nina Barbora Dominika Michaela Nikola Viktória Ema Soňa Tamara|Tomáš Marek Lukáš Matúš Jakub Michal Filip Patrik Dominik Samuel Adam Erik Kristián Dávid',
    'Horváth/Horváthová Kováč/Kováčová Varga/Vargová Tóth/Tóthová Nagy/Nagyová Baláž/Balážová Molnár/Molnárová Lukáč/Lukáčová Novák/Nováková Polák/Poláková Gajdoš/Gajdošová Kollár/Kollárová Hudák/Hudáková Szabó/Szabóová Balog/Balogová Rác/Rácová Oravec/Oravcová Urban/Urbanová Kučera/Kučerová Hudec/Hudecová Novotný/Novotná Sokol/Sokolová Kováčik/Kováčiková Bartoš/Bartošová Krajčír/Krajčírová Mikuš/Mikušová Takáč/Takáčová Zeman/Zemanová Majer/Majerová Šimko/Šimková Michalík/Michalíková Hruška/Hrušková Švec/Švecová Adamec/Adamcová Bielik/Bieliková Chovanec/Chovancová Pavlík/Pavlíková Straka/Straková',
  ],
  da: [
    'Kirsten Inge Karen Birgit Lis Hanne Birthe Inger Jytte Grethe Bente Else Ruth Ulla|Jens Hans Niels Jørgen Ole Erik Poul Knud Svend Kaj Bent Finn Leif Arne',
    'Susanne Lene Mette Louise Camilla Tina Charlotte Pia Heidi Marianne Helle Anne Rikke Dorthe|Peter Lars Henrik Thomas Martin Søren Michael Kim Jesper Brian Kenneth Claus Allan Morten',
    'Maria Ida Sofie Emma Freja Laura Cecilie Julie Amalie Mathilde Signe Line Caroline Nanna|Mads Christian Anders Mikkel Rasmus Emil Frederik Oliver Mathias Nikolaj Jonas Kasper Simon Magnus',
    'Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jacobsen Jakobsen Olesen Frederiksen Mikkelsen Henriksen Laursen Lund Schmidt Eriksen Holm Kristiansen Clausen Simonsen Svendsen Andreasen Iversen Jeppesen Vestergaard',
  ],
  sv: [
    'Margareta Birgitta Kerstin Ingrid Gunilla Ulla Barbro Inger Gun Siv Britt Marianne Solveig Berit|Lars Karl Bengt Göran Lennart Sven Åke Rolf Bo Kjell Gösta Arne Hans Rune',
    'Eva Anna Karin Marie Lena Maria Annika Åsa Susanne Helena Ulrika Malin Camilla Carina|Anders Per Jan Peter Mikael Fredrik Magnus Thomas Stefan Mattias Henrik Niklas Jonas Robert',
    'Sara Emma Johanna Hanna Elin Linnéa Ida Amanda Matilda Julia Felicia Moa Ebba Frida|Daniel Erik Emil Oscar Viktor Filip Gustav Simon Alexander Marcus Anton Sebastian Hugo Axel',
    'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Lindberg Lindström Berg Lundqvist Sandberg Jönsson Axelsson Bergström Lundberg Lindgren Lundgren Sjöberg Wallin Engström Danielsson Håkansson Björk Nyström Holmberg Arvidsson Isaksson Nyberg Söderberg Fransson Eklund',
  ],
  nb_NO: [
    'Inger Kari Marit Liv Berit Astrid Bjørg Solveig Grethe Randi Gerd Ragnhild Turid Torill|Per Bjørn Ole Kjell Arne Svein Odd Knut Terje Leif Harald Arvid Einar Oddvar',
    'Anne Hilde Heidi Monica Nina Marianne Mona Elin Tone Trine Merete Linda Siv Line|Jan Morten Geir Frode Stian Espen Tor Rune Trond Øyvind Lars Kristian Håvard Tommy',
    'Ida Silje Camilla Marte Ingrid Emilie Thea Julie Nora Maria Karoline Malin Sunniva Vilde|Thomas Martin Andreas Jonas Magnus Henrik Sander Mathias Sindre Markus Emil Eirik Fredrik Kristoffer',
    'Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg Haugen Hagen Johannessen Andreassen Solberg Bakken Berge Dahl Lund Iversen Strand Jørgensen Halvorsen Knutsen Jacobsen Moen Eide Haugland Lie Lien Sandvik Solheim Nygård Bakke Myhre Holm',
  ],
  fi: [
    'Anneli Ritva Leena Helena Pirkko Tuula Eeva Marjatta Raija Liisa Irma Seija Kaarina Sirkka|Juhani Matti Pekka Seppo Jukka Hannu Markku Heikki Kalevi Veikko Antero Tapio Raimo Jorma',
    'Johanna Katja Sanna Minna Päivi Sari Tiina Heidi Mari Marika Kirsi Anu Jaana Outi|Mikko Jari Janne Timo Sami Petri Marko Mika Tomi Kimmo Juha Pasi Jussi Toni',
    'Laura Jenni Emilia Sara Anni Iida Noora Emma Veera Roosa Jenna Ella Aada Sofia|Juho Lauri Eetu Joonas Aleksi Antti Niko Jesse Valtteri Otto Eero Roope Arttu Miro',
    'Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Tuominen Jokinen Mattila Savolainen Lahtinen Ahonen Karjalainen Laitinen Räsänen Pitkänen Rantanen Hiltunen Leppänen Kallio Aaltonen Lehto Miettinen Toivonen Peltonen Väisänen',
  ],
  hu: [
    'Mária Erzsébet Ilona Margit Julianna Judit Ágnes Éva Piroska Rozália Irén Magdolna Terézia Zsuzsanna|László István József János Sándor Ferenc György Lajos Tibor Imre Gyula Károly Béla Miklós',
    'Katalin Krisztina Andrea Mónika Anikó Tünde Edit Erika Gabriella Szilvia Beáta Ildikó Tímea Anita|Zoltán Gábor Péter Attila Tamás Csaba Zsolt Norbert Róbert Krisztián Szabolcs Balázs András Roland',
    'Anna Eszter Nóra Réka Dóra Boglárka Viktória Kinga Petra Fanni Vivien Zsófia Lilla Bianka|Dániel Máté Bence Ádám Dávid Levente Márk Kristóf Gergő Marcell Richárd Bálint Martin Patrik',
    'Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász Lakatos Mészáros Oláh Simon Rácz Fekete Lukács Gulyás Biró Király Katona Jakab Bogdán Boros Sipos Kocsis Fodor Magyar Kelemen Szűcs Hegedűs Szalai Pintér Bognár Somogyi Antal',
  ],
  ro: [
    'Maria Elena Ana Viorica Rodica Doina Floarea Aurelia Ecaterina Victoria Georgeta Lucia Paraschiva Ileana|Gheorghe Ion Vasile Constantin Nicolae Dumitru Petru Ilie Traian Aurel Marin Teodor Emil Stelian',
    'Mariana Daniela Gabriela Mihaela Carmen Camelia Liliana Nicoleta Cristina Simona Alina Monica Loredana Oana|Marian Mihai Florin Adrian Cristian Daniel Gabriel Sorin Cătălin Marius Ovidiu Dan Liviu Lucian',
    'Andreea Alexandra Raluca Diana Bianca Roxana Denisa Ioana Georgiana Larisa Iulia Teodora Miruna Ana-Maria|Andrei Alexandru Bogdan Ștefan Răzvan Vlad Radu Robert Ionuț Darius David Tudor Rareș Sebastian',
    'Popa Popescu Ionescu Pop Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Lazăr Dinu Moldovan Florea Munteanu Nistor Dobre Barbu Nedelcu Ene Sandu Manea Neagu Diaconu Iancu Mihalache Cojocaru Toma Lungu Voicu Bălan Oprea Cristea Olteanu Crăciun Vasile',
  ],
  el: [
    'Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αναστασία Γεωργία Δήμητρα Παρασκευή Ευαγγελία Αγγελική Καλλιόπη Ευθυμία Σταυρούλα|Γεώργιος Δημήτριος Κωνσταντίνος Ιωάννης Νικόλαος Παναγιώτης Αθανάσιος Χρήστος Βασίλειος Ευάγγελος Θεόδωρος Σπυρίδων Αντώνιος Στυλιανός',
    'Κωνσταντίνα Άννα Ιωάννα Ειρήνη Χριστίνα Κατερίνα Αθανασία Μαρίνα Αλεξάνδρα Όλγα Παναγιώτα Ευγενία Χρυσούλα Θεοδώρα|Μιχάλης Στέφανος Σπύρος Ανδρέας Γιάννης Γιώργος Κώστας Δημήτρης Νίκος Θανάσης Ηλίας Απόστολος Αντώνης Σταύρος',
    'Νεφέλη Δανάη Ραφαηλία Μυρτώ Αριάδνη Φωτεινή Ηλιάνα Στέλλα Ζωή Μελίνα Ευανθία Ιφιγένεια Χαρά Δέσποινα|Αλέξανδρος Άγγελος Θάνος Πέτρος Ορέστης Αλέξης Φίλιππος Ραφαήλ Μάριος Ιάσονας Λευτέρης Νεκτάριος Χάρης Βασίλης',
    'Παπαδόπουλος/Παπαδοπούλου Παπαδάκης/Παπαδάκη Γεωργίου Δημητρίου Νικολαΐδης/Νικολαΐδη Οικονόμου Βασιλείου Καραγιάννης/Καραγιάννη Αντωνίου Μακρής/Μακρή Ιωάννου Αλεξίου Κωνσταντίνου Παππάς/Παππά Παπαγεωργίου Παπαϊωάννου Αθανασίου Νικολάου Χριστοδούλου Σαμαράς/Σαμαρά Παναγιωτόπουλος/Παναγιωτοπούλου Παπανικολάου Κωνσταντινίδης/Κωνσταντινίδη Αγγελόπουλος/Αγγελοπούλου Δημόπουλος/Δημοπούλου Γεωργιάδης/Γεωργιάδη Ιωαννίδης/Ιωαννίδη Αναγνώστου Μιχαηλίδης/Μιχαηλίδη Θεοδωρίδης/Θεοδωρίδη Βλάχος/Βλάχου Γιαννόπουλος/Γιαννοπούλου Πετρίδης/Πετρίδη Σωτηρίου Λάμπρου Διαμαντής/Διαμαντή Στεφανίδης/Στεφανίδη Ευαγγέλου',
  ],
  tr: [
    'Fatma Ayşe Emine Hatice Şerife Sultan Hanife Meryem Havva Zeliha Zehra Nazmiye Gülsüm Nuriye|Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Ramazan Süleyman Halil Mahmut Yaşar',
    'Hülya Sevgi Songül Aysel Filiz Özlem Serpil Dilek Nurcan Yasemin Sibel Arzu Gülay Pınar|Murat Fatih Serkan Hakan Bülent Erkan Orhan Cengiz Levent Tuncay Volkan Özgür Tolga Ümit',
    'Elif Merve Büşra Esra Özge Derya Ceren Gizem Sude Ebru Zeynep İrem Melike Beyza|Emre Burak Yusuf Onur Can Furkan Oğuz Kerem Berkay Enes Mert Eren Kaan Batuhan',
    'Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Özcan Korkmaz Çakır Erdoğan Yavuz Acar Şen Aktaş Güler Yalçın Güneş Bozkurt Bulut Keskin Ünal Turan Gül Avcı Işık Kaplan',
  ],
  ru: [
    'Людмила Нина Галина Валентина Тамара Зинаида Раиса Лидия Вера Надежда Любовь Антонина Клавдия Римма|Николай Виктор Юрий Анатолий Валерий Владимир Борис Геннадий Василий Леонид Вячеслав Пётр Михаил Валентин',
    'Татьяна Ольга Елена Наталья Ирина Светлана Марина Оксана Юлия Лариса Инна Жанна Анна Екатерина|Александр Сергей Андрей Дмитрий Алексей Евгений Олег Игорь Максим Денис Роман Павел Вадим Антон',
    'Анастасия Дарья Ксения Виктория Полина Алина Мария Кристина Валерия Софья Диана Алёна Арина Вероника|Иван Артём Никита Илья Кирилл Егор Даниил Владислав Матвей Глеб Тимур Арсений Степан Ярослав',
    'Иванов/Иванова Смирнов/Смирнова Кузнецов/Кузнецова Попов/Попова Васильев/Васильева Петров/Петрова Соколов/Соколова Михайлов/Михайлова Новиков/Новикова Фёдоров/Фёдорова Морозов/Морозова Волков/Волкова Алексеев/Алексеева Лебедев/Лебедева Семёнов/Семёнова Егоров/Егорова Павлов/Павлова Козлов/Козлова Степанов/Степанова Николаев/Николаева Орлов/Орлова Андреев/Андреева Макаров/Макарова Никитин/Никитина Захаров/Захарова Зайцев/Зайцева Соловьёв/Соловьёва Борисов/Борисова Яковлев/Яковлева Григорьев/Григорьева Романов/Романова Воробьёв/Воробьёва Сергеев/Сергеева Кузьмин/Кузьмина Фролов/Фролова Александров/Александрова Дмитриев/Дмитриева Королёв/Королёва Гусев/Гусева Киселёв/Киселёва',
  ],
  uk: [
    'Марія Ганна Галина Людмила Валентина Надія Ніна Любов Раїса Віра Лідія Євдокія Зінаїда Тамара|Микола Володимир Іван Василь Анатолій Петро Михайло Віктор Григорій Федір Степан Леонід Борис Валентин',
    'Ольга Тетяна Наталія Світлана Олена Ірина Оксана Леся Лариса Інна Алла Руслана Лілія Вікторія|Сергій Юрій Олександр Андрій Олег Ігор Руслан Ярослав Валерій Вадим Роман Віталій Євген Костянтин',
    'Анастасія Юлія Дарина Катерина Софія Аліна Христина Діана Вероніка Яна Каріна Поліна Соломія Злата|Дмитро Максим Назар Богдан Артем Владислав Денис Кирило Данило Ілля Микита Остап Тарас Маркіян',
    'Мельник Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Коваль Олійник Шевчук Поліщук Ткачук Савченко Бондар Марченко Руденко Мороз Лисенко Петренко Клименко Павленко Савчук Левченко Харченко Карпенко Ткач Гончаренко Швець Бондарчук Приходько Кузьменко Іваненко Романюк Мазур Мартинюк Гаврилюк Кравчук Сидоренко Дяченко',
  ],
  nl_BE: [
    'Maria Godelieve Jeannine Rita Monique Christiane Lutgarde Agnes Simonne Yvonne Denise Paula Lucienne Rosa|Jozef Willy Etienne Roger Albert Marcel Frans André Gilbert Georges Raymond Lucien Hendrik Jan',
    'Nathalie Annemie Marleen Nicole Ann Sabine Katrien Veerle Kathleen Hilde Els Inge Kristel Griet|Luc Marc Patrick Johan Dirk Paul Peter Koen Geert Stefaan Filip Bart Kris Wim',
    'Sarah Laura Julie Lisa Lotte Charlotte Emma Sofie Amber Marie Jana Louise Eline Lore|Thomas Jonas Pieter Wouter Bram Robbe Jens Senne Kobe Stijn Arne Lander Ruben Niels',
    'Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters Vermeulen Pauwels Hermans Aerts Michiels Lambrecht Claeys Verhoeven Desmet De_Smet Declercq De_Clercq Segers Lemmens Bogaert Verstraete Coppens Smets Van_Damme Van_den_Broeck De_Backer De_Vos Martens Hendrickx Vandenberghe Van_Hecke De_Wilde Smeets Cools Bosmans Thijs',
  ],
  // With their readings, as passports of each country spell them. Korea's three greatest families are nearly half of it.
  ko: [
    '영자:youngja 정숙:jungsook 영숙:youngsook 순자:soonja 명자:myungja 경자:kyungja 춘자:choonja 영희:younghee 정자:jungja 옥순:oksoon 순옥:soonok 말자:malja 금자:kumja 화자:hwaja|영수:youngsoo 영호:youngho 영철:youngchul 병철:byungchul 상철:sangchul 종수:jongsoo 정수:jungsoo 광수:kwangsoo 영길:younggil 종호:jongho 병호:byungho 정식:jungsik 용수:yongsoo 영식:youngsik',
    '미경:mikyung 은숙:eunsook 현숙:hyunsook 경희:kyunghee 정희:junghee 미숙:misook 은주:eunju 현정:hyunjung 은정:eunjung 지영:jiyoung 미영:miyoung 수정:sujung 선영:sunyoung 혜진:hyejin|정훈:junghoon 성호:sungho 상훈:sanghoon 성민:sungmin 진호:jinho 성진:sungjin 동욱:dongwook 재호:jaeho 경수:kyungsoo 정민:jungmin 상현:sanghyun 기영:kiyoung 종민:jongmin 성훈:sunghoon',
    '지혜:jihye 지은:jieun 수진:sujin 민지:minji 유진:yujin 예진:yejin 서연:seoyeon 은지:eunji 지현:jihyun 수빈:subin 하은:haeun 다은:daeun 예은:yeeun 지원:jiwon|민수:minsu 지훈:jihoon 현우:hyunwoo 준호:junho 동현:donghyun 민준:minjun 승현:seunghyun 재현:jaehyun 준영:junyoung 지호:jiho 우진:woojin 건우:gunwoo 민재:minjae 태현:taehyun',
    '김:kim 김:kim 김:kim 김:kim 김:kim 김:kim 이:lee 이:lee 이:lee 이:lee 박:park 박:park 박:park 최:choi 최:choi 정:jung 정:jung 강:kang 조:cho 윤:yoon 장:jang 임:lim 한:han 오:oh 서:seo 신:shin 권:kwon 황:hwang 안:ahn 송:song 유:yoo 홍:hong 전:jeon 고:ko 문:moon 양:yang 손:son 배:bae 백:baek 허:heo 남:nam 심:shim 노:noh 하:ha',
  ],
  zh_CN: [
    '秀英:xiuying 桂英:guiying 玉兰:yulan 秀兰:xiulan 淑珍:shuzhen 桂兰:guilan 玉珍:yuzhen 秀珍:xiuzhen 淑英:shuying 秀华:xiuhua 凤英:fengying 素珍:suzhen 月英:yueying 玉英:yuying|建国:jianguo 国华:guohua 德明:deming 国庆:guoqing 志明:zhiming 建华:jianhua 文华:wenhua 福生:fusheng 长生:changsheng 永福:yongfu 光明:guangming 世荣:shirong 金生:jinsheng 保国:baoguo',
    '丽:li 敏:min 静:jing 艳:yan 丽华:lihua 燕:yan 红:hong 霞:xia 娟:juan 丹:dan 娜:na 芳:fang 莉:li 晓红:xiaohong|伟:wei 强:qiang 军:jun 勇:yong 磊:lei 涛:tao 超:chao 志强:zhiqiang 建军:jianjun 永强:yongqiang 斌:bin 鹏:peng 波:bo 建平:jianping',
    '婷:ting 雪:xue 欣怡:xinyi 梦婷:mengting 雨欣:yuxin 佳怡:jiayi 倩:qian 思雨:siyu 雅静:yajing 诗涵:shihan 雨桐:yutong 子涵:zihan 佳琪:jiaqi 晓雯:xiaowen|浩:hao 杰:jie 宇:yu 俊杰:junjie 浩然:haoran 子豪:zihao 博文:bowen 宇航:yuhang 天宇:tianyu 子轩:zixuan 文博:wenbo 志远:zhiyuan 嘉豪:jiahao 晨:chen',
    '王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 林:lin 高:gao 罗:luo 梁:liang 宋:song 郑:zheng 谢:xie 韩:han 唐:tang 冯:feng 于:yu 董:dong 程:cheng 曹:cao 袁:yuan 邓:deng 许:xu 傅:fu 沈:shen 曾:zeng 彭:peng 吕:lyu 苏:su',
  ],
  zh_TW: [
    '秀英:hsiuying 秀琴:hsiuchin 淑貞:shuchen 玉蘭:yulan 麗珠:lichu 秀美:hsiumei 素珍:suchen 秀蘭:hsiulan 月英:yuehying 玉英:yuying 麗華:lihua 春枝:chunchih 寶珠:paochu 美玉:meiyu|文雄:wenhsiung 進財:chintsai 金龍:chinlung 正雄:chenghsiung 清山:chingshan 武雄:wuhsiung 國雄:kuohsiung 義雄:yihsiung 榮華:junghua 添財:tientsai 金水:chinshui 坤山:kunshan 清輝:chinghui 萬福:wanfu',
    '淑芬:shufen 淑惠:shuhui 美玲:meiling 美惠:meihui 雅惠:yahui 淑娟:shuchuan 怡君:yichun 雅雯:yawen 佩君:peichun 慧玲:huiling 惠如:huiju 玉華:yuhua 麗娟:lichuan 雅芳:yafang|志明:chihming 俊雄:chunhsiung 明輝:minghui 國華:kuohua 志偉:chihwei 建宏:chienhung 俊宏:chunhung 文彬:wenpin 志豪:chihhao 信宏:hsinhung 家銘:chiaming 建志:chienchih 明哲:mingche 俊傑:chunchieh',
    '雅婷:yating 佳穎:chiaying 詩涵:shihhan 郁婷:yuting 宜蓁:yichen 欣怡:hsinyi 思妤:ssuyu 品妤:pinyu 家瑜:chiayu 佳蓉:chiajung 宜庭:yiting 筱涵:hsiaohan 子涵:tzuhan 芷瑄:chihhsuan|家豪:chiahao 冠宇:kuanyu 承翰:chenghan 宗翰:tsunghan 彥廷:yenting 柏翰:pohan 冠廷:kuanting 宇軒:yuhsuan 柏宇:poyu 承恩:chengen 冠霖:kuanlin 彥霖:yenlin 哲瑋:chewei 宥翔:yuhsiang',
    '陳:chen 林:lin 黃:huang 張:chang 李:li 王:wang 吳:wu 劉:liu 蔡:tsai 楊:yang 許:hsu 鄭:cheng 謝:hsieh 洪:hung 郭:kuo 邱:chiu 曾:tseng 廖:liao 賴:lai 徐:hsu 周:chou 葉:yeh 蘇:su 莊:chuang 江:chiang 呂:lu 何:ho 羅:lo 高:kao 潘:pan 簡:chien 朱:chu 鍾:chung 游:yu 彭:peng 詹:chan 胡:hu 施:shih 沈:shen',
  ],
};

/** Countries whose people have two surnames, one of each parent. */
const ofBothParents = /^(es|pt)(_|$)/;

/** First names and surnames of a locale; undefined if none are kept for it: then Faker's are taken. */
export function otherNames(
  locale: string,
): { readonly eras: readonly Era[]; readonly surnames: readonly string[] } | undefined {
  const found = people[locale];
  if (found === undefined) return undefined;
  const [eldest, middle, youngest, surnames] = found;
  const bySex = (names: string): [string, string] => names.split('|') as [string, string];
  const single = words(surnames);
  return {
    eras: eras({ 1900: bySex(eldest), 1960: bySex(middle), 1990: bySex(youngest) }),
    surnames: ofBothParents.test(locale) ? pairs(single) : single,
  };
}

function pairs(names: readonly string[]): string[] {
  return names.flatMap((one) => names.filter((other) => other !== one).map((other) => `${one} ${other}`));
}
