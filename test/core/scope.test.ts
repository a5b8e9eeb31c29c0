import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { globOf, scopeOf } from '../../src/core/scope';

suite('scope', () => {
  const none = { include: [], exclude: [] };

  test('a file is included, excluded or neither; exclude wins', () => {
    assert.equal(scopeOf('a/b.txt', none), undefined);
    assert.equal(scopeOf('a/b.txt', { include: ['*.txt'], exclude: [] }), 'include');
    assert.equal(scopeOf('a/b.txt', { include: ['*.txt'], exclude: ['a/**'] }), 'exclude');
    assert.equal(scopeOf('.notes/文章.md', { include: ['**/文章.md'], exclude: [] }), 'include');
  });

  test('./ names a file of the folder itself', () => {
    assert.equal(scopeOf('b.txt', { include: ['./b.txt'], exclude: [] }), 'include');
    assert.equal(scopeOf('a/b.txt', { include: ['./b.txt'], exclude: [] }), undefined);
    assert.equal(scopeOf('a/b.txt', { include: ['./*/b.txt'], exclude: [] }), 'include');
  });

  test('the glob of a file names that file and no other', () => {
    const name = fc.stringMatching(/^[a-c文.!#@+?*[\](){}|,^$ -]{1,12}$/).filter((text) => !/^\.{1,2}$/.test(text));
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(path, path, (file, other) => {
        const settings = { include: [globOf(file)], exclude: [] };
        assert.equal(scopeOf(file, settings), 'include', globOf(file));
        assert.equal(scopeOf(other, settings), other === file ? 'include' : undefined, globOf(file));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
