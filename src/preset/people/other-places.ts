import type { Place } from './country.ts';

/**
 * Cities and what their postal codes begin with, or are, by locale (each country's post office; `#` is any digit, `@` any letter).
 * Numbers are mobiles, which people anywhere may have; in Mexico and Brazil, where they may not, the area code is the third part.
 */
const cities: Readonly<Record<string, string>> = {
  fr_BE:
    'Bruxelles:1000,1030,1040,1050,1060,1180|Liège:4000,4020|Namur:5000|Charleroi:6000|Mons:7000|Tournai:7500|Wavre:1300|Arlon:6700|Verviers:4800',
  fr_CH:
    'Genève:1201,1203,1204,1205,1207|Lausanne:1003,1004,1005,1006|Neuchâtel:2000|Fribourg:1700|Sion:1950|La Chaux-de-Fonds:2300|' +
    'Delémont:2800|Yverdon-les-Bains:1400|Montreux:1820|Nyon:1260|Vevey:1800',
  fr_LU:
    'Luxembourg:1###,2###|Esch-sur-Alzette:40##,41##,42##|Differdange:45##|Dudelange:34##|Ettelbruck:90##',
  es:
    'Madrid:28001,28004,28010,28015,28028,28045|Barcelona:08001,08009,08012,08025,08036|Valencia:46001,46005,46021|Sevilla:41001,41010|' +
    'Zaragoza:50001,50008|Málaga:29001,29016|Murcia:30001|Palma:07001|Bilbao:48001,48011|Alicante:03001|Córdoba:14001|Valladolid:47001|' +
    'Vigo:36201|Gijón:33201|Granada:18001|A Coruña:15001|Vitoria-Gasteiz:01001|Santander:39001|Pamplona:31001|Salamanca:37001',
  es_MX:
    'Ciudad de México:06000,06700,03100,11560:55|Guadalajara:44100,44160:33|Monterrey:64000,64060:81|Puebla:72000:222|Tijuana:22000:664|León:37000:477|' +
    'Mérida:97000:999|Querétaro:76000:442|Toluca:50000:722|Cancún:77500:998|Veracruz:91700:229|Oaxaca:68000:951',
  it:
    'Roma:00184,00185,00153,00195,00199|Milano:20121,20122,20129,20144,20158|Napoli:80121,80134|Torino:10121,10128|Palermo:90133|' +
    'Genova:16121|Bologna:40121,40126|Firenze:50122,50123|Bari:70121|Catania:95124|Venezia:30121|Verona:37121|Padova:35121|Trieste:34121|' +
    'Brescia:25121|Parma:43121|Modena:41121|Perugia:06121|Cagliari:09124|Bergamo:24121',
  pt_PT:
    'Lisboa:1000-###,1100-###,1200-###,1600-###|Porto:4000-###,4050-###,4150-###|Braga:4700-###|Coimbra:3000-###|Aveiro:3800-###|Faro:8000-###|' +
    'Évora:7000-###|Setúbal:2900-###|Viseu:3500-###|Funchal:9000-###|Leiria:2400-###|Guimarães:4800-###',
  pt_BR:
    'São Paulo:01310-###,04538-###,05422-###:11|Rio de Janeiro:20040-###,22041-###:21|Belo Horizonte:30130-###:31|Brasília:70040-###:61|Salvador:40020-###:71|' +
    'Fortaleza:60060-###:85|Curitiba:80010-###:41|Recife:50030-###:81|Porto Alegre:90010-###:51|Manaus:69005-###:92|Belém:66010-###:91|Goiânia:74003-###:62|' +
    'Florianópolis:88010-###:48|Campinas:13010-###:19|Natal:59010-###:84',
  nl:
    'Amsterdam:1012 @@,1053 @@,1071 @@,1091 @@|Rotterdam:3011 @@,3021 @@|Den Haag:2511 @@,2563 @@|Utrecht:3511 @@,3581 @@|Eindhoven:5611 @@|' +
    'Groningen:9711 @@|Tilburg:5038 @@|Almere:1315 @@|Breda:4811 @@|Nijmegen:6511 @@|Haarlem:2011 @@|Arnhem:6811 @@|Leiden:2311 @@|Maastricht:6211 @@',
  nl_BE:
    'Antwerpen:2000,2018,2060,2600|Gent:9000,9040|Brugge:8000|Leuven:3000|Mechelen:2800|Hasselt:3500|Kortrijk:8500|Oostende:8400|Aalst:9300|Genk:3600',
  pl:
    'Warszawa:00-0##,01-4##,02-7##,03-4##|Kraków:30-0##,31-1##|Łódź:90-0##|Wrocław:50-0##|Poznań:60-7##|Gdańsk:80-8##|Szczecin:70-4##|' +
    'Bydgoszcz:85-0##|Lublin:20-0##|Białystok:15-0##|Katowice:40-0##|Gdynia:81-3##|Toruń:87-100|Rzeszów:35-0##|Olsztyn:10-0##',
  cs_CZ:
    'Praha:110 00,120 00,130 00,140 00,150 00,160 00,170 00|Brno:602 00,616 00|Ostrava:702 00|Plzeň:301 00|Liberec:460 01|Olomouc:779 00|' +
    'České Budějovice:370 01|Hradec Králové:500 03|Pardubice:530 02|Zlín:760 01',
  sk: 'Bratislava:811 01,821 02,831 04,841 01|Košice:040 01|Prešov:080 01|Žilina:010 01|Nitra:949 01|Banská Bystrica:974 01|Trnava:917 01|Trenčín:911 01',
  da:
    'København:1050,1200,1306,1620|København N:2200|København Ø:2100|Aarhus:8000|Odense:5000|Aalborg:9000|Esbjerg:6700|Randers:8900|' +
    'Kolding:6000|Horsens:8700|Vejle:7100|Roskilde:4000|Helsingør:3000',
  sv:
    'Stockholm:111 ##,113 ##,114 ##,116 ##,118 ##|Göteborg:411 ##,413 ##|Malmö:211 ##,214 ##|Uppsala:753 ##|Västerås:722 ##|Örebro:702 ##|' +
    'Linköping:582 ##|Helsingborg:252 ##|Jönköping:553 ##|Norrköping:602 ##|Lund:222 ##|Umeå:903 ##|Gävle:803 ##',
  nb_NO:
    'Oslo:0150,0253,0357,0460,0558,0650|Bergen:5003,5006,5014|Trondheim:7010,7030|Stavanger:4005|Kristiansand:4610|Drammen:3015|Tromsø:9008|' +
    'Fredrikstad:1606|Bodø:8006|Ålesund:6002|Hamar:2317',
  fi:
    'Helsinki:00100,00150,00250,00500,00530|Espoo:02100|Tampere:33100,33200|Vantaa:01300|Oulu:90100|Turku:20100|Jyväskylä:40100|Lahti:15110|' +
    'Kuopio:70100|Pori:28100|Joensuu:80100|Vaasa:65100|Rovaniemi:96100',
  hu:
    'Budapest:1011,1051,1061,1073,1092,1114,1132|Debrecen:4024|Szeged:6720|Miskolc:3525|Pécs:7621|Győr:9021|Nyíregyháza:4400|Kecskemét:6000|' +
    'Székesfehérvár:8000|Szombathely:9700|Sopron:9400|Eger:3300',
  ro:
    'București:0100##,0200##,0300##,0400##,0500##,0600##|Cluj-Napoca:4000##|Timișoara:3000##|Iași:7000##|Constanța:9000##|Craiova:2000##|Brașov:5000##|' +
    'Galați:8000##|Ploiești:1000##|Oradea:4100##|Sibiu:5500##|Arad:3100##',
  el: 'Αθήνα:104 3#,105 5#,112 5#,115 2#|Θεσσαλονίκη:546 2#,546 3#|Πάτρα:262 2#|Ηράκλειο:712 0#|Λάρισα:412 2#|Βόλος:382 2#|Ιωάννινα:454 4#|Χανιά:731 3#|Καλαμάτα:241 3#',
  tr:
    'İstanbul:34110,34330,34365,34710|Ankara:06420,06510,06680|İzmir:35210,35330|Bursa:16010|Antalya:07010|Adana:01010|Konya:42030|' +
    'Gaziantep:27010|Kayseri:38010|Mersin:33010|Eskişehir:26010|Samsun:55030|Trabzon:61030',
  ru:
    'Москва:101000,109012,115035,119019,125009|Санкт-Петербург:190000,191186,197101|Новосибирск:630099|Екатеринбург:620014|Казань:420111|' +
    'Нижний Новгород:603005|Челябинск:454091|Самара:443010|Омск:644043|Ростов-на-Дону:344002|Уфа:450077|Красноярск:660049|Воронеж:394018|Пермь:614000',
  uk:
    'Київ:01001,01030,02002,03150,04070|Харків:61000|Одеса:65000|Дніпро:49000|Львів:79000,79008|Запоріжжя:69000|Вінниця:21000|Полтава:36000|' +
    'Чернівці:58000|Тернопіль:46000|Івано-Франківськ:76000|Луцьк:43000|Ужгород:88000',
  ko:
    '서울특별시 중구:045##|서울특별시 강남구:060##,061##|서울특별시 마포구:040##|서울특별시 송파구:055##|부산광역시 해운대구:480##|대구광역시 중구:419##|' +
    '인천광역시 연수구:219##|광주광역시 서구:619##|대전광역시 유성구:341##|울산광역시 남구:447##|수원시 팔달구:164##|제주시:631##',
  zh_CN:
    '北京:1000##|上海:2000##|广州:5100##|深圳:5180##|成都:6100##|杭州:3100##|武汉:4300##|西安:7100##|南京:2100##|重庆:4000##|天津:3000##|苏州:2150##|青岛:2660##|厦门:3610##',
  zh_TW:
    '臺北市:100,103,104,106,108,110|新北市:220,231,241|桃園市:330|臺中市:400,404,407|臺南市:700,708|高雄市:800,802,807|新竹市:300|基隆市:200|嘉義市:600',
};

/** Where mobiles too begin with the city's area code. */
const areaMobiles: Readonly<Record<string, (area: string) => string>> = {
  pt_BR: (area) => `(${area}) 98###-####`,
  es_MX: (area) => (area.length === 2 ? `${area} 2### ####` : `${area} 2## ####`),
};

/** The places of a locale; undefined if none are kept for it. */
export function otherPlaces(locale: string): readonly Place[] | undefined {
  const mobileOf = areaMobiles[locale];
  return cities[locale]?.split('|').flatMap((line) => {
    const [city = '', zips = '', area = ''] = line.split(':');
    const mobiles = mobileOf === undefined ? {} : { mobiles: [mobileOf(area)] };
    return zips.split(',').map((zip) => ({ zip, city, phones: [], ...mobiles }));
  });
}
