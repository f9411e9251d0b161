// Names with their readings: an address cannot hold 佐藤 but it can hold sato, and Faker's Japanese locale has no readings.

type Read = readonly [written: string, read: string];

const read = (pairs: string): readonly Read[] =>
  pairs.split(' ').map((pair) => {
    const [written = '', spelled = ''] = pair.split(':');
    return [written, spelled] as const;
  });

/** The most borne surnames. */
export const surnames: readonly Read[] = read(
  '佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 伊藤:ito 渡辺:watanabe 山本:yamamoto 中村:nakamura 小林:kobayashi 加藤:kato ' +
    '吉田:yoshida 山田:yamada 佐々木:sasaki 山口:yamaguchi 松本:matsumoto 井上:inoue 木村:kimura 林:hayashi 斎藤:saito 清水:shimizu ' +
    '山崎:yamazaki 森:mori 池田:ikeda 橋本:hashimoto 阿部:abe 石川:ishikawa 山下:yamashita 中島:nakajima 石井:ishii 小川:ogawa ' +
    '前田:maeda 岡田:okada 長谷川:hasegawa 藤田:fujita 後藤:goto 近藤:kondo 村上:murakami 遠藤:endo 青木:aoki 坂本:sakamoto ' +
    '福田:fukuda 太田:ota 西村:nishimura 藤井:fujii 岡本:okamoto 金子:kaneko 藤原:fujiwara 三浦:miura 中野:nakano 中川:nakagawa ' +
    '原田:harada 松田:matsuda 竹内:takeuchi 小野:ono 田村:tamura 中山:nakayama 和田:wada 石田:ishida 森田:morita 上田:ueda ' +
    '内田:uchida 柴田:shibata 酒井:sakai 宮崎:miyazaki 横山:yokoyama 高木:takagi 安藤:ando 宮本:miyamoto 大野:ono 今井:imai',
);

export const femaleNames: readonly Read[] = read(
  'さくら:sakura あゆみ:ayumi 陽菜:hina 美咲:misaki 結衣:yui 愛:ai 恵子:keiko 由美子:yumiko 久美子:kumiko 直子:naoko 裕子:yuko ' +
    '洋子:yoko 陽子:yoko 幸子:sachiko 和子:kazuko 智子:tomoko 真由美:mayumi 明美:akemi 麻衣:mai 彩:aya 彩香:ayaka 舞:mai 千尋:chihiro ' +
    '七海:nanami 葵:aoi 遥:haruka 桃子:momoko 花:hana 里奈:rina 沙織:saori 香織:kaori 琴音:kotone 美優:miyu 莉子:riko 菜摘:natsumi ' +
    '早紀:saki 理恵:rie 友美:tomomi 京子:kyoko 文子:fumiko',
);

export const maleNames: readonly Read[] = read(
  '翔太:shota 大輔:daisuke 健太:kenta 拓也:takuya 直樹:naoki 健一:kenichi 浩二:koji 浩:hiroshi 誠:makoto 隆:takashi 学:manabu ' +
    '大樹:daiki 翼:tsubasa 蓮:ren 陽斗:haruto 悠斗:yuto 大和:yamato 一郎:ichiro 亮:ryo 亮太:ryota 雄太:yuta 達也:tatsuya 哲也:tetsuya ' +
    '和也:kazuya 和彦:kazuhiko 英樹:hideki 秀樹:hideki 正雄:masao 昭二:shoji 進:susumu 実:minoru 修:osamu 剛:tsuyoshi 聡:satoshi ' +
    '涼太:ryota 海斗:kaito 康平:kohei 洋平:yohei 祐介:yusuke 博之:hiroyuki',
);
