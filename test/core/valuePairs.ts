/** Sentences with numbers and dates, and translations that say the same in other forms: nothing may be reported. */
import type { Pair } from './fixture';

const TEXT = `
去年全县新修公路三万五千米，比前年多3.5万米。
Last year the county built 35,000 meters of new road, thirty-five thousand meters more than the year before last.

这座水库能装一百二十万吨水，够四千户人家用一年。
The reservoir holds 1.2 million tons of water, enough for 4,000 households for a year.

合作社去年卖出茶叶2300多万元，今年有望突破3000万元。
The cooperative sold more than 23 million yuan of tea last year and may top 30 million this year.

二〇一四年秋天，第七十五届运动会在省城开幕。
The 75th games opened in the provincial capital in the autumn of 2014.

上世纪八十年代，镇上只有一部电话；到了90年代末，家家都装上了。
In the 1980s the town had a single telephone; by the end of the nineties every family had one.

三分之一的学生住校，另外五成每天骑车上学。
One-third of the students board at the school, and another 50 percent ride bicycles every day.

书店今天打八折，小人书一律半价。
The bookstore gives 20% off today, and picture books are half price.

五年里，村里的收入翻了一番，游客增长了两倍。
In five years the income of the village doubled and the number of visitors tripled.

河边有十几只白鹭，远处还有数十只野鸭。
There were a dozen or so egrets by the river and dozens of wild ducks farther off.

老师让三五个孩子一起念，其余的人在一旁听。
The teacher had between three and five children read together while the others listened.

修一座桥要花3至5万元，十七八个人干两个月。
A bridge costs 30,000 to 50,000 yuan and takes seventeen or eighteen people two months.

双方同意，两国的边境贸易从下周三起恢复。
China and Laos agreed that border trade will resume next Wednesday.

一些人一起来到广场，第一次看见这样的统一行动，都十分高兴。
People came to the square and were very glad to see such a joint effort for the first time.

万一下雨，千万不要走小路。
Should it rain, be sure not to take the path.

他三心二意，橱窗里五花八门的东西一样也没买成。
He could not make up his mind, and of all the odds and ends in the window he bought nothing.

四川的百姓说，这里的辣椒一点也不辣。
People from Sichuan say that the chilies here are not hot at all.

镇上本月要修三条路，上个月只修了一条，下个月再修两条。
The town is to mend three roads this month; last month it mended only one, and two more follow next month.

会议于7月3日下午3时30分开始，晚上8点半结束。
The meeting began at 3:30 p.m. on July 3 and ended at 20:30.

2024年7月3日是星期三，图书馆照常开放。
On Wednesday, 3 July 2024, the library is open as usual.

公元前221年，这里修起了第一道城墙。
The first wall was built here in 221 BC.

二十世纪初，传教士带来了第一台照相机。
At the beginning of the 20th century missionaries brought the first camera.

这条路全长16公里，走路要四个小时。
The road is 10 miles long, about four hours on foot.

他家有三十亩地，约合两公顷，一年收两万斤稻子。
His family has thirty mu of land, about two hectares, and harvests 10 tons of rice a year.

第二天气温升到了30摄氏度。
The next day the temperature rose to 86 degrees Fahrenheit.

新冠疫情期间，COVID-19疫苗的接种点设在5G基站旁边的体育馆。
During the pandemic the COVID-19 vaccine was given in the gymnasium beside the 5G tower.

把程序从Java 8升级到7.2.11版以前，请先看第15条。
Before upgrading the program from Java 8 to version 7.2.11, please read Item 15.

工厂24小时不停机，工人分三班。
The factory runs around the clock, and the workers are on three shifts.

约有3000人参加了集会，实到2987人领了午饭。
About 3,000 people came to the rally, and 2,987 of them were given lunch.

人口由1298万增加到1.4亿，占世界的百分之二。
The population rose from 12.98 million to 140 million, two percent of the world’s.

增长率由41.7提高到46.2个百分点，回落0.5个百分点后又升到55%、65%或75%。
The rate went from 41.7 to 46.2 percentage points, fell by half a point, and rose to 55, 65 or 75 percent.

他一生写了一百零八封信，俩儿子各收着一半。
He wrote one hundred and eight letters in his life, and each of his two sons keeps half.

他买了半打鸡蛋和两打铅笔，花了二十五块五。
He bought half a dozen eggs and two dozen pencils for 25.5 yuan.

一年半以后，十八个月大的孩子已经会走路了。
A year and a half later the child, now eighteen months old, could walk.

半个世纪过去，二十年的老友只剩三人。
Half a century on, only three of the friends of two decades were left.

修渠花了一百五十万元，比预算多一倍。
The canal cost a million and a half yuan, twice the budget.

这场雪下了72小时，三天没有一辆车上山。
The snow fell for three days, and for 72 hours not one car went up the mountain.

今年5月，他第二次来到北京，参加第24次年会。
This May he came to Beijing for a second time to attend the annual meeting.

村里有1,300人，其中150人姓周。
The village has 1300 people, 150 of them named Zhou.

他跑完了42.195公里，用了三小时零五分。
He ran the 42.195 kilometers in three hours and five minutes.

“十四五”期间，全县要种树六千五百万棵。
During the 14th Five-Year Plan the county is to plant 65 million trees.

党的二十大以后，三农工作有了新办法。
Since the 20th National Congress, work in the countryside has been done in new ways.

十月一日放假七天，三号那天镇上有庙会。
The holiday of seven days begins on October 1, and on the third there is a fair in town.

第三季度的订单有一万两千件，是去年的三倍。
There were twelve thousand orders in the third quarter, three times those of last year.

奖金一共五十两银子，每人分得二两。
The prize was fifty taels of silver, two taels for each.

电影票九十年前卖两毛，如今要四五十元。
Ninety years ago a ticket to the movies cost twenty cents; today it is forty or fifty yuan.

他每天清晨五点起床，六点一刻出门，中午十二点回家。
He rises at five every morning, leaves at 6:15 and comes home at noon.

全书分上下两卷，共三百六十五页，1926年初版，98年再版。
The book has two volumes and 365 pages; it came out in 1926 and again in 1998.

世界上每五个人里就有一个人读过这本书，译本有四十多种。
One in five people in the world has read the book, and it has been translated into over forty languages.

没有人知道谁是第一名，只知道有人破了纪录。
No one knows who came first, only that one of them broke the record.

气象台说，明天起连续三四天有雨，雨量在200毫米以上。
From tomorrow it will rain for three or four days running, says the weather station, with more than 200 millimeters of rain.

这笔钱约合1.2万亿日元，是3至4家银行一起出的。
The money, some 1.2 trillion yen, was put up by three to four banks.

他的存款有2.7255万元，年利率4.75%，取出了三成五。
He had savings of 27,255 yuan at 4.75 per cent a year, and took out 35% of them.

一九八四年出版的书里说，地球离太阳1.5亿公里。
A book published in nineteen eighty-four says that the earth is 150 million kilometers from the sun.

公司第二季度营收同比增长近三成，达到65亿元（约合9亿美元）。
The company's revenue rose nearly 30 percent to 6.5 billion yuan (about $900 million) in the second quarter.

他九点整到的，比约定时间晚了一刻钟。
He arrived at nine sharp, fifteen minutes later than agreed.

全国人大常委会第十次会议审议了三项法案，表决通过了其中两项。
The 10th session of the standing committee considered three bills and passed two of them.

这部电影长120分钟，讲的是二战时四个士兵的故事。
The film runs two hours and tells the story of four soldiers in World War II.

这座城市海拔1500米，常住人口近百万。
The city lies 4,900 feet above sea level and has nearly a million residents.

凌晨1点05分，地震发生，震级为6.8级，震源深度10千米。
The 6.8-magnitude quake struck at 1:05 a.m. at a depth of 10 km.

百年老店每天只卖一百碗面，去晚了就没有了。
The century-old shop sells only a hundred bowls of noodles a day; come late and there are none.

他二十出头就当了厂长，四十岁不到就退休了。
He became head of the factory in his early twenties and retired before he was forty.

“一国两制”三十年来的实践证明了什么？
What have three decades of "one country, two systems" shown?

八一建军节前夕，连队收到了五千多封慰问信。
On the eve of Army Day the company received over 5,000 letters of greeting.

这件衬衫原价三百，现在七折，只要两百一。
The shirt was 300 yuan; at 30 percent off it is only 210.

平均每千人拥有3.2名医生，比2010年多1.1名。
There are 3.2 doctors for every thousand people, 1.1 more than in 2010.

两会期间，三千名代表和委员齐聚首都。
During the Two Sessions some 3,000 deputies and members gather in the capital.

从2019年到2023年，五年间出口额从1.2亿元增至4.8亿元，增长了三倍。
From 2019 to 2023 exports quadrupled from 120 million yuan to 480 million.

火车8:05发车，次日6:40到，全程22小时35分。
The train leaves at 8:05 and arrives at 6:40 the next day, a journey of 22 hours and 35 minutes.

四分之三的人赞成，10%反对，其余弃权。
Three quarters were in favor, one in ten was against, and the rest abstained.

她今年八十有三，耳不聋眼不花。
At eighty-three she still hears and sees well.

请在30天内回复，逾期视为放弃。
Please reply within a month, after which the claim lapses.

1860年代，他的曾祖父从广东来到旧金山，淘了十年金。
In the 1860s his great-grandfather came from Guangdong to San Francisco and panned for gold for ten years.

第一，要敢想；第二，要敢做；第三，要坚持。
First, dare to think; second, dare to act; third, persist.

图3显示，A组的得分是B组的1.5倍。
Figure 3 shows that group A scored one and a half times as high as group B.

那一年他十八，她十六，在一次舞会上认识了。
That year he was eighteen and she sixteen; they met at a dance.

中央一号文件连续第21年聚焦三农。
For the 21st year in a row the "No. 1 central document" focuses on agriculture, rural areas and farmers.

一斤半猪肉、三两糖、半斤酒，一共四十八块二毛。
A jin and a half of pork, three liang of sugar and half a jin of liquor came to 48.20 yuan.

他住在303室，电话是010-8888 6666，邮编100084。
He lives in Room 303; his telephone is 010-8888 6666 and the postcode 100084.

比赛以3比2结束，主队在第89分钟打入制胜一球。
The game ended 3-2, the home side scoring the winner in the 89th minute.

月球距地球约38万公里，光走一趟要1.3秒。
The moon is about 240,000 miles from the earth, 1.3 seconds for light.

上半年全市GDP增长5.2%，其中一季度4.9%，二季度5.5%。
The city's GDP grew 5.2 percent in the first half of the year, 4.9 percent in Q1 and 5.5 percent in Q2.

两三年前，这里还是一片荒地，如今已有二三十家工厂。
Two or three years ago this was wasteland; today there are between twenty and thirty factories.

唐太宗贞观十五年（641年），文成公主入藏。
In 641, the fifteenth year of the reign, Princess Wencheng went to Tibet.

工程总投资10个亿，工期三年零六个月。
The project costs a billion yuan in all and will take three and a half years.

他把苹果一分为二，大的一半给了弟弟。
He cut the apple in two and gave his brother the bigger half.

截至12日24时，累计报告病例1,234例，其中重症56例。
By midnight on the 12th, 1,234 cases had been reported, 56 of them severe.

三十六计，走为上计；七十二变，不如一变。
Of all the stratagems the best is to leave; one change is better than many.

五百里外，十万大军已经出发。
Five hundred li away, an army of a hundred thousand men had set out.
`;

/** Each a paragraph of its own. */
export const VALUE_PAIRS: readonly Pair[] = TEXT.trim()
  .split('\n\n')
  .map((pair) => pair.split('\n'))
  .map(([zh, en]) => ({ zh, en }));
