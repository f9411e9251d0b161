import type { LocaleFaker } from '../../factory/locale.ts';
import { type Era, eras, type Jobs, jobFor, jobList, type Place } from './country.ts';

// Each name has its reading behind a colon: an address cannot hold 佐藤 but it can hold sato.

/** First names by birth year, among those most given each year (明治安田生命, https://www.meijiyasuda.co.jp/enjoy/ranking). */
export const japaneseEras: readonly Era[] = eras({
  1900: [
    '和子:kazuko 幸子:sachiko 洋子:yoko 節子:setsuko 弘子:hiroko 美智子:michiko 悦子:etsuko 恵子:keiko 京子:kyoko 文子:fumiko 信子:nobuko 紀子:noriko',
    '勝:masaru 勇:isamu 進:susumu 清:kiyoshi 弘:hiroshi 稔:minoru 昭:akira 隆:takashi 修:osamu 茂:shigeru 正:tadashi 博:hiroshi 実:minoru 武:takeshi',
  ],
  1950: [
    '恵子:keiko 和子:kazuko 幸子:sachiko 洋子:yoko 京子:kyoko 由美子:yumiko 久美子:kumiko 明美:akemi 順子:junko 直美:naomi 悦子:etsuko 裕子:yuko',
    '茂:shigeru 隆:takashi 博:hiroshi 誠:makoto 修:osamu 浩:hiroshi 実:minoru 豊:yutaka 清:kiyoshi 和夫:kazuo 明:akira 健一:kenichi 徹:toru',
  ],
  1960: [
    '明美:akemi 由美子:yumiko 久美子:kumiko 恵子:keiko 真由美:mayumi 智子:tomoko 直美:naomi 裕子:yuko 由美:yumi 陽子:yoko 純子:junko 典子:noriko',
    '誠:makoto 浩一:koichi 浩:hiroshi 健一:kenichi 隆:takashi 哲也:tetsuya 聡:satoshi 和彦:kazuhiko 達也:tatsuya 剛:tsuyoshi 英樹:hideki 直樹:naoki',
  ],
  1970: [
    '智子:tomoko 裕子:yuko 真由美:mayumi 陽子:yoko 直美:naomi 優子:yuko 美穂:miho 香織:kaori 恵:megumi 理恵:rie 純子:junko 美香:mika 由紀:yuki',
    '健一:kenichi 誠:makoto 哲也:tetsuya 剛:tsuyoshi 大輔:daisuke 学:manabu 直樹:naoki 浩二:koji 健太郎:kentaro 英樹:hideki 和也:kazuya 亮:ryo 秀樹:hideki',
  ],
  1980: [
    '愛:ai 裕子:yuko 麻衣:mai 恵:megumi 香織:kaori 美穂:miho 舞:mai 彩:aya 絵美:emi 沙織:saori 千尋:chihiro 由佳:yuka 友美:tomomi 麻美:asami',
    '大輔:daisuke 健太:kenta 拓也:takuya 翔:sho 達也:tatsuya 亮:ryo 雄太:yuta 哲也:tetsuya 直樹:naoki 祐介:yusuke 翔太:shota 和也:kazuya 洋平:yohei',
  ],
  1990: [
    '美咲:misaki 愛:ai 彩:aya 萌:moe 舞:mai 千夏:chinatsu 遥:haruka 彩香:ayaka 愛美:manami 七海:nanami 菜摘:natsumi 里奈:rina 優花:yuka',
    '翔太:shota 拓也:takuya 健太:kenta 大樹:daiki 翔:sho 亮太:ryota 拓海:takumi 翼:tsubasa 直人:naoto 大輝:daiki 海斗:kaito 涼太:ryota 康平:kohei',
  ],
  2000: [
    '美咲:misaki 陽菜:hina 美優:miyu さくら:sakura 葵:aoi 七海:nanami 優花:yuka 未来:miku 凛:rin 結衣:yui 莉子:riko 琴音:kotone 美羽:miu 花音:kanon',
    '大輝:daiki 翔:sho 拓海:takumi 蓮:ren 颯太:sota 悠斗:yuto 陸:riku 優斗:yuto 海斗:kaito 翼:tsubasa 太一:taichi 一輝:kazuki 陽斗:haruto',
  ],
});

/** The most borne surnames (名字由来net, https://myoji-yurai.net). */
export const japaneseSurnames: readonly string[] = (
  '佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 伊藤:ito 渡辺:watanabe 山本:yamamoto 中村:nakamura 小林:kobayashi 加藤:kato ' +
  '吉田:yoshida 山田:yamada 佐々木:sasaki 山口:yamaguchi 松本:matsumoto 井上:inoue 木村:kimura 林:hayashi 斎藤:saito 清水:shimizu ' +
  '山崎:yamazaki 森:mori 池田:ikeda 橋本:hashimoto 阿部:abe 石川:ishikawa 山下:yamashita 中島:nakajima 石井:ishii 小川:ogawa ' +
  '前田:maeda 岡田:okada 長谷川:hasegawa 藤田:fujita 後藤:goto 近藤:kondo 村上:murakami 遠藤:endo 青木:aoki 坂本:sakamoto ' +
  '福田:fukuda 太田:ota 西村:nishimura 藤井:fujii 岡本:okamoto 金子:kaneko 藤原:fujiwara 三浦:miura 中野:nakano 中川:nakagawa ' +
  '原田:harada 松田:matsuda 竹内:takeuchi 小野:ono 田村:tamura 中山:nakayama 和田:wada 石田:ishida 森田:morita 上田:ueda ' +
  '内田:uchida 柴田:shibata 酒井:sakai 宮崎:miyazaki 横山:yokoyama 高木:takagi 安藤:ando 宮本:miyamoto 大野:ono 今井:imai'
).split(' ');

/** Jobs, and the ages at which people have them; most employees leave at 65. */
export const japaneseJobs: Jobs = {
  work: jobList(
    '18-65 販売員|18-65 店員|18-65 事務員|18-65 製造スタッフ|19-65 調理師|20-65 美容師|20-65 介護福祉士|20-65 保育士|20-65 電気工事士|20-65 自動車整備士|' +
      '21-65 看護師|22-60 警察官|22-60 消防士|22-65 会社員|22-65 営業担当|22-65 プログラマー|22-65 システムエンジニア|22-65 経理担当|22-65 デザイナー|' +
      '22-65 小学校教諭|22-65 銀行員|22-65 公務員|23-65 高校教諭|23-65 編集者|23-65 理学療法士|24-65 翻訳者|24-65 図書館司書|24-65 薬剤師|25-67 建築士|' +
      '25-67 獣医師|26-67 歯科医師|27-67 医師|28-65 プロジェクトマネージャー|28-67 弁護士|30-67 税理士|35-65 営業課長|38-65 人事部長|40-65 経理部長',
  ),
  pupils: [jobFor('生徒', 0, 17)],
  students: jobList('18-22 大学生|18-21 専門学校生|22-25 大学院生'),
  apprentices: [],
  retired: jobFor('無職（定年退職）', 63, 120),
};

/** `zip city town`: postal codes of towns (日本郵便), with the town that the street then begins with. */
export const japanesePlaces: readonly Place[] = (
  '100-0005 東京都千代田区 丸の内|150-0002 東京都渋谷区 渋谷|160-0022 東京都新宿区 新宿|106-0032 東京都港区 六本木|104-0061 東京都中央区 銀座|' +
  '110-0005 東京都台東区 上野|154-0024 東京都世田谷区 三軒茶屋|171-0022 東京都豊島区 南池袋|530-0001 大阪府大阪市北区 梅田|542-0076 大阪府大阪市中央区 難波|' +
  '220-0011 神奈川県横浜市西区 高島|460-0008 愛知県名古屋市中区 栄|450-0002 愛知県名古屋市中村区 名駅|810-0001 福岡県福岡市中央区 天神|' +
  '812-0011 福岡県福岡市博多区 博多駅前|650-0021 兵庫県神戸市中央区 三宮町|980-0021 宮城県仙台市青葉区 中央|330-0854 埼玉県さいたま市大宮区 桜木町|' +
  '260-0013 千葉県千葉市中央区 中央|700-0901 岡山県岡山市北区 本町|900-0015 沖縄県那覇市 久茂地|920-0853 石川県金沢市 本町|950-0087 新潟県新潟市中央区 東大通|' +
  '790-0012 愛媛県松山市 湊町|860-0807 熊本県熊本市中央区 下通'
)
  .split('|')
  .map((line) => {
    const [zip = '', city = '', town = ''] = line.split(' ');
    return { zip, city, phones: [], streets: [town] };
  });

/** `丸の内1丁目2番3号`: the town, and within it the block and the house. */
export function japaneseStreet(fake: LocaleFaker, { streets = [''] }: Place): string {
  const upTo = (most: number): number => fake.number.int({ min: 1, max: most });
  return `${streets[0]}${upTo(2)}丁目${upTo(12)}番${upTo(18)}号`;
}
