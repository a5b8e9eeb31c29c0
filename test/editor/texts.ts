/** Articles for the editor suites. */

/** The lines of {@link library}, which the suites count from 0. */
export const libraryLines = [
  '图书馆延长开放时间',
  'Library Extends Opening Hours',
  '从十月一日起，市图书馆每天开放到晚上十点，比原来晚两个小时。',
  'From October 1, the city library will stay open until 10 p.m. every day, two hours later than before.',
  '馆长陈丽说，许多读者下班以后才有时间看书。“我们希望他们不必匆忙离开。”她说。',
  'Director Chen Li said many readers only have time to read after work.',
  '"We hope they will not have to leave in a hurry," she said.',
  '新的阅览室有二百个座位和三十台电脑，儿童可以在一楼借阅图画书。',
  'The new reading room has 200 seats and 30 computers, and children can borrow picture books on the first floor.',
  '图书馆的停车场正在维修，明年春天才能重新使用。',
  '周末还将举办免费的音乐会，市民可以在网上报名。',
  'Free concerts will also be held on weekends, and residents can sign up online.',
];

/** A news item: one Chinese paragraph in two English ones (4 in 5 and 6), one that nobody translated (9). */
export const library = `${libraryLines.join('\n')}\n`;

/** The same without the lines in which somebody speaks. */
export const unspoken = `${libraryLines.filter((_, line) => line < 4 || line > 6).join('\n')}\n`;

/** The paragraph of {@link library} that nobody translated. */
export const UNTRANSLATED = 9;

/** What would have been its translation. */
export const translation =
  "The library's parking lot is being repaired and will not be usable again until next spring.";

/** An interview: who speaks is named on both sides. */
export const interview = `${[
  '与园丁一席谈',
  'A Talk with a Gardener',
  '',
  '记者：您在这个公园工作了多少年？',
  'Reporter: How many years have you worked in this park?',
  '',
  '王琳：整整二十年。我来的时候，这里只有三棵树。',
  'Wang Lin: Exactly twenty years. When I came, there were only three trees here.',
  '',
  '记者：今年春天的花开得怎么样？',
  'Reporter: How are the flowers this spring?',
  '',
  '王琳：比去年早了一个星期，因为冬天很暖和。',
  'Wang Lin: They opened a week earlier than last year, because the winter was warm.',
  '',
  '记者：您最喜欢哪一种花？',
  'Reporter: Which flower do you like best?',
  '',
  '王琳：我最喜欢荷花，因为夏天看到它就觉得凉快。',
  'Wang Lin: I like the lotus best, because the sight of it makes me feel cool in summer.',
  '',
  '记者：您打算什么时候退休？',
  'Reporter: When do you plan to retire?',
  '',
  '王琳：明年秋天。那时候我就可以坐在树下看书了。',
  'Wang Lin: Next autumn. Then I can sit under the trees and read books.',
  '',
].join('\n')}`;

/** The same pieces of news in Markdown, English first. */
export const markdown = `${[
  '# A New Bridge',
  '',
  '# 一座新桥',
  '',
  'The new bridge over the river opened on Monday. It is 300 metres long and has two lanes for bicycles.',
  '',
  '河上的新桥星期一通车了。它长三百米，有两条自行车道。',
  '',
  '## Traffic',
  '',
  '## 交通',
  '',
  'The mayor expects the way to the railway station to become fifteen minutes shorter.',
  '',
  '市长预计，去火车站的路程将缩短十五分钟。',
  '',
  'Students from the university crossed the bridge first.',
  '',
  '大学的学生们最先走过了这座桥。',
  '',
].join('\n')}`;

/** Prose in one language. */
export const english = `${[
  'The library opens at nine in the morning.',
  'Readers may borrow ten books at a time and keep them for four weeks.',
  'The café on the second floor sells tea and sandwiches.',
].join('\n')}\n`;
