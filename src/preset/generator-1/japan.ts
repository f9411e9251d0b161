import { japaneseSurnames } from '../people/japanese.ts';

// Names with their readings: an address cannot hold 佐藤 but it can hold sato, and Faker's Japanese locale has no readings.

type Read = readonly [written: string, read: string];

const read = (pairs: string): readonly Read[] =>
  pairs.split(' ').map((pair) => {
    const [written = '', spelled = ''] = pair.split(':');
    return [written, spelled] as const;
  });

export const surnames: readonly Read[] = read(japaneseSurnames.join(' '));

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
