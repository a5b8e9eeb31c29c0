/** Folding that never moves an offset. */

/** Full-width ASCII, the ideographic space and typographic quotes made ASCII, one code unit for one. */
export function foldWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000\u2018\u2019\u02bc\u0060\u201c\u201d\u00a0\u202f]/g, (character) => {
    const unit = character.charCodeAt(0);
    if (unit >= 0xff01 && unit <= 0xff5e) return String.fromCharCode(unit - 0xfee0);
    if (unit === 0x201c || unit === 0x201d) return '"';
    return unit === 0x3000 || unit === 0xa0 || unit === 0x202f ? ' ' : "'";
  });
}

/** Characters of the word lists by which segments are told apart by their form: simplified, then traditional. */
const SCRIPTS =
  '来來 资資 转轉 载載 处處 链鏈 华華 网網 视視 闻聞 报報 摄攝 图圖 制製 绘繪 记記 讯訊 员員 编編 辑輯 责責 对對 译譯 审審 监監 听聽 写寫 ' +
  '扫掃 码碼 维維 众衆眾 号號 阅閱閲 读讀 点點 击擊 蓝藍 长長 关關 们們 该該 赞贊讚 顶頂 录錄 荐薦 权權 经經 户戶 节節 选選 说說説 问問 着著 ' +
  '类類 这這 样樣 个個 种種 词詞 语語 与與 为爲為 题題 讲講 称稱 云雲 条條 汉漢 参參';
const inBothScripts: ReadonlyMap<string, string> = new Map(SCRIPTS.split(' ').map((all) => [all[0], all]));

/** A pattern written in simplified characters made to match traditional ones too, where {@link SCRIPTS} has them. */
export function bothScripts({ source, flags }: RegExp): RegExp {
  let inClass = false;
  const both = source.replace(/\\.|[[\]]|\p{Script=Han}/gu, (found) => {
    if (found === '[') inClass = true;
    if (found === ']') inClass = false;
    const all = inBothScripts.get(found);
    return all ? (inClass ? all : `[${all}]`) : found;
  });
  return new RegExp(both, flags);
}
