/** Transliterations against foreign names, by sound. */
import assert from 'node:assert/strict';
import { soundsAlike } from '../../src/core/lexicon/sounds';
import { lexicon } from './fixture';

suite('sounds of names', () => {
  const alike =
    '盖茨比 Gatsby,盖茨比 Gatsbey,莎士比亚 Shakespeare,特朗普 Trump,费拉德尔菲亚 Philadelphia,安德森 Anderson,伊丽莎白 Elizabeth,克拉维茨 Kravitz,斯坦福 Stanford,惠特曼 Whitman,约翰逊 Johnson,列夫·托尔斯泰 Lev Tolstoy';
  const others =
    '盖茨比 Wilson,莎士比亚 Tolstoy,特朗普 Obama,哈姆雷特 Macbeth,安德森 Kipling,伊丽莎白 Margaret,伦敦 Paris,克拉维茨 Pennybrook';
  const pairs = (text: string) =>
    text.split(',').map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]);
  for (const [zh, en] of pairs(alike)) test(`${zh} ${en}`, () => assert.ok(soundsAlike(zh, en, lexicon())));
  for (const [zh, en] of pairs(others)) test(`${zh}, not ${en}`, () => assert.ok(!soundsAlike(zh, en, lexicon())));
  test('names without consonants, and very long ones, may be anything', () => {
    assert.ok(soundsAlike('艾娃', 'Aoi', lexicon()));
    assert.ok(soundsAlike('拉'.repeat(5000), 'b'.repeat(5000), lexicon()));
  });
});
