import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { englishLemma, englishTokens } from '../../src/core/lexicon/english';
import { openLexicon } from '../../src/core/lexicon/lexicon';

const lexicon = openLexicon(new Uint8Array(readFileSync(join(__dirname, '..', '..', 'data', 'lexicon.bin'))));

const lemmas = (text: string) => englishTokens(text, lexicon).map((token) => token.lemma);

suite('english words', () => {
  test('lemmas', () => {
    const table: Record<string, string> = {
      be: 'am is are was were been being',
      have: 'has had having',
      do: 'does did done',
      go: 'goes went gone going',
      child: 'child children',
      woman: 'women',
      city: 'cities',
      box: 'boxes',
      church: 'churches',
      knife: 'knives',
      house: 'houses',
      hope: 'hopes hoped hoping',
      roll: 'rolled rolling',
      suit: 'suited',
      please: 'pleased pleasing',
      see: 'saw seen seeing',
      cave: 'caves',
      stranger: 'strangers',
      hop: 'hops hopped hopping',
      study: 'studies studied studying',
      stop: 'stopped stopping',
      make: 'makes made making',
      write: 'wrote written writing',
      take: 'took taken taking',
      agree: 'agreed agrees',
      lie: 'lies lying lay',
      big: 'bigger biggest',
      happy: 'happier happiest happily',
      large: 'larger largest',
      quick: 'quickly quicker',
      possible: 'possibly',
      gentle: 'gently',
      color: 'colour colours colors coloured',
      realize: 'realise realised realising realizes',
      center: 'centre centres',
      travel: 'travelled traveled travelling',
      i: 'me my mine',
      they: 'them their',
      crisis: 'crises',
      feed: 'feed fed',
      need: 'need needed needs',
      news: 'news',
      morning: 'morning',
      only: 'only',
      glass: 'glass',
      teacher: 'teacher teachers',
      water: 'water',
    };
    for (const [lemma, forms] of Object.entries(table)) {
      for (const form of forms.split(' ')) assert.equal(englishLemma(form, lexicon), lemma, form);
    }
  });

  test('a lemma is its own lemma', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: lexicon.englishWords - 1 }), (id) => {
        const lemma = englishLemma(lexicon.englishWord(id), lexicon);
        assert.equal(englishLemma(lemma, lexicon), lemma);
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  test('contractions and possessives', () => {
    assert.deepEqual(
      lemmas('We don’t know, can’t say and won’t ask.'),
      'we not know can not say and will not ask'.split(' '),
    );
    assert.deepEqual(
      lemmas("She'll read the teachers' and Mary's books"),
      'she will read the teacher and mary book'.split(' '),
    );
    assert.deepEqual(lemmas("It's five o'clock in Xi'an"), ['it', 'five', 'oclock', 'in', 'xian']);
  });

  test('numbers, marks, hyphens, accents', () => {
    assert.deepEqual(lemmas('1,234.5 well-known cafés… Why? ３ in the 1980s!'), [
      '1234.5',
      'well',
      'know',
      'café',
      '…',
      'why',
      '?',
      '3',
      'in',
      'the',
      '1980',
      '!',
    ]);
    assert.deepEqual(lemmas('the 21st of 2,3 or 3.14.'), ['the', '21', 'of', '2,3', 'or', '3.14']);
  });

  test('where a capital tells', () => {
    const tokens = englishTokens('Later Mr. Li left. “Who?” They asked\nNobody in Suzhou.', lexicon);
    const told = (flag: 'capitalised' | 'sentenceInitial') =>
      tokens.filter((token) => token[flag]).map((token) => token.surface);
    assert.deepEqual(told('capitalised'), ['later', 'mr', 'li', 'who', 'they', 'nobody', 'suzhou']);
    assert.deepEqual(told('sentenceInitial'), ['later', 'who', 'they', 'nobody']);
  });

  test('offsets hold in any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(..."don't WE’ll 3.5,0? …İé《中Ａ") }),
    );
    fc.assert(
      fc.property(text, (any) => {
        let end = 0;
        for (const token of englishTokens(any, lexicon)) {
          assert.ok(token.start >= end && token.end > token.start && token.end <= any.length);
          end = token.end;
        }
      }),
      { seed: 2, numRuns: 300 },
    );
    const [first, second] = englishTokens('We don’t', lexicon);
    assert.deepEqual([first.start, first.end, second.start, second.end], [0, 2, 5, 8]);
  });
});
