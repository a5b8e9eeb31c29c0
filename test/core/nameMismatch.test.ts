/** Names in linked sentences: what is another name, and what only looks like one. */
import assert from 'node:assert/strict';
import { articleOf, textOf } from './fixture';

/** Sentences around the pair, so that the text is an article. */
const AROUND = [
  '老木匠每天早上六点就起床，先给院子里的花浇水。',
  'The old carpenter gets up at six every morning and waters the flowers in the yard first.',
  '傍晚的时候，邻居们坐在门口聊天，一直到天黑。',
  'In the evening the neighbours sit at the door and chat until it is dark.',
];

function namesIn(zh: string, en: string): string[] {
  const article = articleOf([AROUND[0], AROUND[1], zh, en, AROUND[2], AROUND[3]].join('\n'), { scope: 'include' });
  assert.deepEqual(article.failures, []);
  return article.findings
    .filter(({ code }) => code === 'name-mismatch')
    .map(({ span, related }) => `${textOf(article.sources, related[0].span)} ${textOf(article.sources, span)}`);
}

suite('name-mismatch: no mistake', () => {
  const right: readonly (readonly [zh: string, en: string])[] = [
    // Short forms, titles, pronouns.
    [
      '习近平主席在会上指出，这项工作十分重要。',
      'Xi pointed out at the meeting that this work is of great importance.',
    ],
    ['李克强总理说，企业需要更多的时间。', 'Premier Li said that companies need more time.'],
    ['爱因斯坦从来不带手表，他说时间自己会来。', 'He never wore a watch; time, he said, comes by itself.'],
    [
      '奥巴马在芝加哥住了很多年，常去那家书店。',
      'Barack Obama lived in Chicago for many years and often went to that bookshop.',
    ],
    // Nationalities, sides, abbreviations.
    [
      '中方愿同美方一道，把这个项目做好。',
      'China is willing to work with the United States to make the project a success.',
    ],
    ['中俄两国的学者交换了意见。', 'Scholars from China and Russia exchanged views.'],
    ['中欧班列今年已经开行三千多列。', 'More than three thousand China-Europe freight trains have run this year.'],
    ['德国工程师设计了这座桥。', 'The bridge was designed by German engineers.'],
    ['荷兰农民把牛奶倒在了广场上。', 'Dutch farmers poured their milk out on the square.'],
    ['英国的天气说变就变。', 'The weather in the UK can change at any moment.'],
    ['美国队赢了最后一场比赛。', 'The American team won the last game.'],
    [
      '弘扬中华优秀传统文化，需要年轻人参与。',
      'Carrying forward fine Chinese traditional culture needs young people to take part.',
    ],
    ['日本人喜欢在樱花树下野餐。', 'The Japanese like to have a picnic under the cherry trees.'],
    ['丹麦的孩子骑自行车上学。', 'Danish children go to school by bicycle.'],
    ['上海合作组织的成员国都派了代表。', 'All member states of the SCO sent representatives.'],
    ['联合国的报告昨天公布了。', 'The report of the UN was published yesterday.'],
    ['世界卫生组织建议多喝水。', 'The WHO recommends drinking more water.'],
    ['欧盟委员会同意了这个计划。', 'The European Commission agreed to the plan.'],
    // A capital or a seat for its country.
    ['美国还没有回答这个问题。', 'Washington has not answered the question yet.'],
    ['俄罗斯表示愿意继续谈判。', 'Moscow said that it was willing to go on with the talks.'],
    ['莫斯科对这个建议没有兴趣。', 'Russia had no interest in the proposal.'],
    ['北京正在考虑新的办法。', 'China is considering a new approach.'],
    // Other transliterations, other names of the same.
    ['川普在記者會上談到了新的關稅。', 'Trump spoke of the new tariffs at the press conference.'],
    ['雪梨的夏天在十二月開始。', 'Summer in Sydney begins in December.'],
    ['朝鲜的代表没有出席会议。', 'The representatives of the DPRK did not attend the meeting.'],
    ['韩国的咖啡馆晚上十点以后还开着。', 'The cafés in the Republic of Korea are still open after ten at night.'],
    ['德克萨斯州的夏天很热。', 'Summers in Texas are hot.'],
    ['内蒙古的草原一眼望不到边。', 'The grasslands of Inner Mongolia stretch as far as the eye can see.'],
    ['苏联解体以后，他回到了家乡。', 'After the collapse of the USSR he went back to his home town.'],
    // Added and left out on one side.
    [
      '他在剑桥读书的时候，每天都去河边散步。',
      'When he studied at Cambridge in England, he took a walk along the river every day.',
    ],
    ['首都的冬天来得很早。', 'Winter comes early to Beijing, the capital.'],
    ['这位诗人一生没有离开过故乡。', 'Emily Dickinson never left her home town in all her life.'],
    ['我国的森林面积又增加了。', "China's forest area has grown again."],
    // Words that are names, too.
    ['长城脚下有一家小旅馆。', 'There is a small inn at the foot of the Great Wall.'],
    ['黄河在这里拐了一个大弯。', 'The Yellow River makes a wide bend here.'],
    ['五月的第一个星期天，大家去爬山。', 'On the first Sunday in May everybody goes climbing.'],
    ['苹果公司发布了新手机。', 'Apple has released a new phone.'],
    ['《红楼梦》他读了七遍。', 'He has read Dream of the Red Chamber seven times.'],
    ['春节前，邮局里排起了长队。', 'Before the Chinese New Year there were long queues in the post office.'],
    ['清华大学的校园里有一片荷塘。', 'There is a lotus pond on the campus of Tsinghua.'],
    ['复活节那天，孩子们在花园里找彩蛋。', 'At Easter the children look for painted eggs in the garden.'],
    ['马云年轻的时候教过英语。', 'Jack Ma taught English when he was young.'],
    ['成龙在香港长大。', 'Jackie Chan grew up in Hong Kong.'],
    ['孔子的学生来自各个国家。', 'The students of Confucius came from all states.'],
    // Latin letters.
    ['我们用 Python 写了一个小工具。', 'We wrote a small tool in Python.'],
    ['这个 API 每天被调用上百万次。', 'These APIs are called millions of times every day.'],
    ['谷歌（Google）的地图在这里不管用。', 'Google Maps does not work here.'],
    ['Peter：明天的会议改到下午三点。', 'Peter: The meeting tomorrow has been moved to three in the afternoon.'],
  ];
  for (const [zh, en] of right) test(`${zh} ${en}`, () => assert.deepEqual(namesIn(zh, en), []));
});

suite('name-mismatch: another name', () => {
  const wrong: readonly (readonly [zh: string, en: string, found: string])[] = [
    [
      '习近平主席在会上指出，这项工作十分重要。',
      'Li Keqiang pointed out at the meeting that this work is of great importance.',
      '习近平 Li Keqiang',
    ],
    [
      '奥巴马在芝加哥住了很多年，常去那家书店。',
      'Clinton lived in Chicago for many years and often went to that bookshop.',
      '奥巴马 Clinton',
    ],
    ['美国还没有回答这个问题。', 'The United Kingdom has not answered the question yet.', '美国 United Kingdom'],
    ['德国工程师设计了这座桥。', 'The bridge was designed by French engineers.', '德国 French'],
    [
      '火车从西安开往兰州，一共要走七个小时。',
      'The train from Chengdu to Lanzhou takes seven hours in all.',
      '西安 Chengdu',
    ],
    [
      '他在伦敦学了三年音乐，后来去了维也纳。',
      'He studied music in London for three years and then went to Berlin.',
      '维也纳 Berlin',
    ],
    ['微软的总部在一个大湖旁边。', 'The headquarters of Huawei are beside a large lake.', '微软 Huawei'],
    ['德克薩斯州的夏天很熱。', 'Summers in Florida are hot.', '德克薩斯 Florida'],
    [
      '莎士比亚的戏剧每年夏天都在公园里上演。',
      "Tolstoy's plays are put on in the park every summer.",
      '莎士比亚 Tolstoy',
    ],
    [
      '他们把数据库从 MySQL 换成了 Oracle，花了两个月。',
      'They moved the database from MySQL to MongoDB, and it took two months.',
      'Oracle MongoDB',
    ],
    ['木星的卫星上可能有水。', 'There may be water on the moons of Saturn.', '木星 Saturn'],
    ['加拿大的冬天比这里长得多。', 'Winter in Norway is much longer than here.', '加拿大 Norway'],
  ];
  for (const [zh, en, found] of wrong) test(`${zh} ${en}`, () => assert.deepEqual(namesIn(zh, en), [found]));
});
