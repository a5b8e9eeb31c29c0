/**
 * News with gold: who says each sentence. The people are made up. `{A}` before a sentence says that A speaks it, `{-}`
 * that nobody does; it holds until the next mark. Used by the tests and by bench/turns.mts.
 */

/** A text with a mark before what each speaker says. */
export interface SpokenSample {
  readonly name: string;
  /** Names by letter: Chinese, English. */
  readonly speakers: Readonly<Record<string, readonly [zh: string, en: string]>>;
  readonly marked: string;
}

/** A stretch of a text that one person says, or nobody (undefined). UTF-16 code units. */
export interface SpokenStretch {
  readonly start: number;
  readonly end: number;
  readonly speaker: string | undefined;
}

/** The text without its marks, and what they say of it. */
export function readMarks(marked: string): { readonly text: string; readonly stretches: readonly SpokenStretch[] } {
  let text = '';
  const stretches: SpokenStretch[] = [];
  for (const [, mark, words] of marked.trim().matchAll(/\{([A-Z]|-)\}([^{]*)/g)) {
    stretches.push({
      start: text.length,
      end: text.length + words.length,
      speaker: mark === '-' ? undefined : mark,
    });
    text += words;
  }
  return { text, stretches };
}

export const SPOKEN: readonly SpokenSample[] = [
  {
    name: 'a state visit, Chinese first, the English lead taken from below',
    speakers: {
      A: ['温柏年', 'Wen Bainian'],
      B: ['克拉维茨', 'Berto Kravitz'],
    },
    marked: `
{-}温柏年同洛萨里亚总统克拉维茨举行会谈

{-}当地时间9月12日下午，国家主席温柏年在海州同来华进行国事访问的洛萨里亚总统克拉维茨举行会谈。

{A}President Wen Bainian on Tuesday called on the two countries to open their markets wider to each other and to build the northern railway without delay.
{-}Wen made the remarks when holding talks with President Berto Kravitz of Losaria, who is on a state visit to China.

{A}温柏年指出，洛萨里亚是第一个同中国签署铁路协定的山地国家。两国人民隔海相望，友谊历久弥新。中方愿同洛方一道，扩大相互开放市场，尽快建成北部铁路，让更多优质水果走上中国百姓的餐桌。

{A}He pointed out that Losaria was the first mountain country to sign a railway agreement with China.
{A}The two peoples face each other across the sea, and their friendship has stayed young, Wen said.
{A}Noting that China is ready to open its market wider and to finish the northern railway soon, Wen said he hopes that more good fruit will reach Chinese tables.

{A}温柏年强调，双方要加强海洋环保合作，保护好共同的家园。中方支持洛方办好明年的山地国家峰会，反对任何国家把气候问题政治化。

{A}The two sides, he stressed, should work together more closely to protect the sea and keep their common home safe.
{A}China supports Losaria in hosting next year's summit of mountain countries and opposes any attempt to politicize the climate, he added.

{B}克拉维茨表示，非常高兴在秋天访问海州，感谢中国政府和人民的热情款待。洛萨里亚钦佩中国在治理沙漠方面取得的成就。当前，两国贸易额已经超过三百亿元，创下历史新高。洛方坚定奉行一个中国政策，愿为中国企业提供更多便利。

{B}For his part, Kravitz thanked the Chinese government and people for their warm hospitality and said he was very glad to visit Haizhou in autumn.
{B}Losaria admires what China has achieved in taming its deserts, he said, adding that bilateral trade has passed 30 billion yuan, a record high.
{B}He also reaffirmed that Losaria firmly pursues the one-China policy and is willing to make things easier for Chinese companies.

{-}会谈后，两国元首共同见证签署铁路、农业、环保等领域多项合作文件。

{-}After the talks, the two heads of state witnessed the signing of several documents on railways, farming and the environment.

{-}双方发表联合声明。{-}陆仲安参加上述活动。

{-}The two sides issued a joint statement. {-}Lu Zhong'an attended the events.
`,
  },
  {
    name: 'a village and its water, English first, direct speech',
    speakers: {
      A: ['霍秋兰', 'Huo Qiulan'],
      B: ['约翰·德拉蒙', 'John Drammond'],
      C: ['谷满仓', 'Gu Mancang'],
    },
    marked: `
{-}The well in the middle of Shiquan village has been dry for six years.
{-}石泉村中央的那口井已经干了六年。

{C}"When I was a boy, the water came up to here," said Gu Mancang, a 67-year-old farmer, holding his hand at his belt. {C}"We children drank it straight from the bucket."
{C}“我小时候，水能涨到这儿，”67岁的农民谷满仓把手放在腰间说，{C}“我们这些孩子直接就着桶喝。”

{-}This spring, a team of engineers came to the village to find out where the water had gone. {-}They drilled eleven holes and measured the ground for forty days.
{-}今年春天，一队工程师来到村里，想弄清楚水去了哪里。{-}他们打了十一个孔，在地里测量了四十天。

{A}Huo Qiulan, who leads the team, said the river had cut itself a new bed under the hill. {A}"Nobody stole the water," she said. {A}"It only moved."
{A}带队的工程师霍秋兰说，河水在山下为自己冲出了一条新河道。{A}“谁也没有偷水，”她说，{A}“它只是搬家了。”

{-}Her colleague from Canada, the geologist John Drammond, was less sure. {B}"I have seen rivers come back," Drammond told a meeting in the school. {B}"But I would not wait for it."
{-}她的加拿大同事、地质学家约翰·德拉蒙却没有那么肯定。{B}“我见过河流回来，”德拉蒙在学校的一次会议上说，{B}“但我不会去等它。”

{-}The village now has to choose between a long pipe and a deep pump. {-}The pipe would cost four million yuan, and the pump needs a new power line.
{-}村里现在要在长管道和深水泵之间作出选择。{-}管道要花四百万元，水泵则需要一条新的电线。

{A}According to Huo, the pipe is cheaper in the long run. {A}"A pump breaks," she explained, "and then everybody walks to the river again."
{A}霍秋兰认为，从长远来看，管道更便宜。{A}“水泵会坏，”她解释道，“然后大家又得走到河边去。”

{C}"Pipe or pump," Gu asked, "who will pay?"
{C}“管道也好，水泵也好，”谷满仓问，“谁来出钱？”

{-}The meeting ended without an answer. {-}Outside, somebody had put a bucket on the dry well.
{-}会议没有得出答案就结束了。{-}外面，不知是谁在枯井上放了一只水桶。
`,
  },
  {
    name: 'a company before the press, traditional characters, titles and offices',
    speakers: {
      A: ['樊若薇', 'Fan Ruowei'],
      B: ['韋斯利·奧登', 'Wesley Odern'],
      C: ['唐奉先', 'Tang Fengxian'],
    },
    marked: `
{-}澄光電子宣佈關閉兩座工廠
{-}Chengguang Electronics closes two plants

{-}澄光電子股份有限公司星期四宣佈，將於明年三月關閉南部的兩座工廠，一千二百名員工受到影響。
{-}Chengguang Electronics said on Thursday that it would close its two plants in the south next March, which affects 1,200 employees.

{A}公司董事長樊若薇在記者會上表示，這是一個痛苦的決定，但訂單在兩年之內減少了一半。她說，公司將為每一位員工提供六個月的薪水和一年的培訓。
{A}Chairwoman Fan Ruowei told a press conference that the decision was painful, but that orders had fallen by half within two years. She said the company would offer every employee six months' pay and a year of training.

{A}「我們沒有別的選擇，」樊若薇說：「如果再等下去，倒下的就是整個公司。」
{A}"We had no other choice," Fan said. "If we waited any longer, the whole company would fall."

{-}記者會持續了不到半個小時，門外站著三十多名工人。
{-}The press conference lasted less than half an hour, and more than thirty workers stood outside the door.

{C}工會代表唐奉先批評公司太晚才公布消息。他指出，員工在上個星期還收到了加班的通知。
{C}Union representative Tang Fengxian criticized the company for announcing the news so late. Only last week, he pointed out, employees were told to work overtime.

{B}負責海外業務的副總裁韋斯利·奧登則認為，市場將在兩年後復甦。奧登透露，公司正在同三家歐洲客戶商談，預計秋天就會有結果。
{B}Vice President Wesley Odern, who is in charge of overseas business, however, believes that the market will recover in two years. Odern disclosed that the company is in talks with three European customers and that results are expected in autumn.

{-}據統計，該公司去年的營業額為九十億元，比前年下降百分之十八。
{-}According to statistics, the company's sales last year were nine billion yuan, down 18 percent from the year before.

{C}「數字不會餓肚子，人會。」唐奉先最後說。
{C}"Figures do not go hungry, people do," Tang said at the end.
`,
  },
];
