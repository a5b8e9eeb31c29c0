/** Titles that stand beside names, longest first where one starts another; alternatives of a regular expression. */
export const ZH_TITLES =
  '副总检察长|副總檢察長|总检察长|總檢察長|检察长|檢察長|检察官|檢察官|国家主席|國家主席|国务委员|总书记|委员长|副总统|副总理|副主席|副部长|常务副市长|外交部长|国防部长|秘书长|新闻发言人|发言人|董事长|首席执行官|首席科学家|创始人|联合创始人|负责人|研究员|工程师|总统|總統|主席|总理|總理|首相|外长|部长|部長|大使|书记|省长|州长|市长|议长|院长|校长|局长|司长|处长|主任|会长|理事长|总裁|总经理|经理|教授|博士|院士|医生|老师|先生|女士|小姐|国王|女王|王子|议员|法官|将军|司令|代表|主教练|教练|队长|作家|导演|记者';

export const EN_TITLES =
  'Vice President|President|Vice Premier|Premier|Prime Minister|Foreign Minister|Defen[cs]e Minister|Finance Minister|Minister|Chancellor|King|Queen|Prince|Princess|Secretary-General|Secretary of State|State Councilor|Secretary|Ambassador|Governor|Senator|Congress(?:man|woman)|Mayor|Judge|Justice|Pope|Sir|Lady|General|Captain|Colonel|Major|Sergeant|Coach|Engineer|Editor|Director-General|Director|Chair(?:man|woman|person)?|CEO|Chief Executive|[Ss]pokes(?:person|man|woman)|[Pp]rofessor|Prof|Mr|Mrs|Ms|MR|MRS|MS|DR|PRESIDENT|SECRETARY|SENATOR|GOVERNOR|GENERAL|Miss|Dr|Father|Sister|Comrade';

/** Capitalised words that are no person, or start a sentence. */
export const EN_NOBODY = new Set(
  `China Chinese Russia Russian Beijing Moscow Washington U.S. US America American Britain British France French Germany German Japan
  Japanese India Indian Korea Ukraine Europe European Taiwan Shanghai London Paris Tokyo EU UN U.N. NATO SCO BRICS Xinhua
  Reuters AP AFP Bloomberg CNN BBC The A An It He She They We You I This That These Those There Here In On At By For From With
  After Before But And Or So Yet However Then When While If As Although Though Since Because What Who Which Where Why
  How His Her Its Their Our My Your No Not Now Also Both Some Many Most All Each Every Meanwhile Moreover Furthermore
  Therefore Instead Despite During Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
  February March April May June July August September October November December Government Ministry Council Committee
  Congress Parliament Court Police Officials Experts Analysts Critics Researchers Scientists Ministry's Party House
  Company University Report Reports Study Others One People Everyone Nobody God Mom Dad`.split(/\s+/),
);
