/**
 * The page of the reading view. Only rows in sight, and some above and below, are in the document; the article's text
 * gets there as text and in no other way.
 */
import { applySplices, findInRows, type Hit, paragraphsOf } from '../core/reading';
import { Heights } from './heights';
import type {
  FromPage,
  Note,
  PageState,
  PageWords,
  ShownParagraph,
  ShownPlace,
  ShownRow,
  ShownSplice,
  Sign,
  ToPage,
} from './protocol';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

/** How far beyond what is in sight rows are made, in pixels. */
const MARGIN = 500;

/** How many hues the pairs take in turn. */
const HUES = 6;

/** Milliseconds between two words to the extension while the user scrolls. */
const REPORT = 60;

/** The paths of the signs, in a square of 16. */
const SIGNS: Readonly<Record<Sign, string>> = {
  error: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM5 5l6 6M11 5l-6 6',
  warning: 'M8 2 1.5 14h13ZM8 6v4M8 11.6v1',
  information: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM8 7v5M8 4v1',
  hint: 'M6 13h4M6.5 15h3M8 1a4.5 4.5 0 0 0-2.5 8.2V11h5V9.2A4.5 4.5 0 0 0 8 1Z',
  comment: 'M2 3h12v8H8l-4 3v-3H2Z',
  approved: 'M3 8.5 6.5 12 13 4.5',
  flagged: 'M4 15V2h8l-2 3 2 3H4',
  changed: 'M13 8a5 5 0 1 1-1.5-3.5M12 1.5v3.5H8.5',
  manual: 'M7 5 9 3a2.8 2.8 0 0 1 4 4l-2 2M9 11l-2 2a2.8 2.8 0 0 1-4-4l2-2M6 10l4-4',
};

const vscode = acquireVsCodeApi();

/** What is shown. */
let rows: readonly ShownRow[] = [];
/** By key: which row it is. */
let places: ReadonlyMap<string, number> = new Map();
/** By row: the number of its pair; 0 where it is none. */
let numbers: readonly number[] = [];
let words: PageWords | undefined;
let uri = '';
let follow = true;
let current: string | undefined;
let hits: readonly Hit[] = [];
/** Which hit is looked at; -1 for none. */
let hit = -1;
/** Where the keyboard is. */
let active: { key: string; paragraph: number } | undefined;
/** Which column the keyboard keeps to. */
let column: 'zh' | 'en' = 'zh';

const heights = new Heights();
/** The rows that are in the document, by key. */
const made = new Map<string, { readonly row: ShownRow; readonly element: HTMLElement }>();
/** Where the page has scrolled to by itself; what the browser then tells is not the user's doing. */
let expected = -1;
let reporting: ReturnType<typeof setTimeout> | undefined;
let remembering: ReturnType<typeof setTimeout> | undefined;

const bar = element('div', 'bar');
const find = element('input', 'find');
const count = element('span', 'count');
const previous = element('button', 'previous');
const next = element('button', 'next');
const following = element('button', 'following');
const printing = element('button', 'printing');
const table = element('div', 'table');
const heading = element('div', 'row heading');
const scroller = element('div', 'scroller');
const space = element('div', 'space');
const list = element('div', 'list');
const notice = element('p', 'notice');
build();

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'show':
      start(data);
      break;
    case 'change':
      change(data.splices);
      break;
    case 'article':
      notice.hidden = data.known;
      break;
    case 'current':
      setCurrent(data.key);
      break;
    case 'scroll':
      if (follow) goTo(data);
  }
});
vscode.postMessage({ kind: 'ready' });

function build(): void {
  find.type = 'search';
  count.setAttribute('role', 'status');
  previous.textContent = '↑';
  next.textContent = '↓';
  bar.append(find, count, previous, next, following, printing);
  table.setAttribute('role', 'table');
  const head = element('div', 'head');
  for (const each of [head, scroller]) each.setAttribute('role', 'rowgroup');
  head.append(heading);
  heading.setAttribute('role', 'row');
  heading.setAttribute('aria-rowindex', '1');
  for (const each of [space, list]) each.setAttribute('role', 'presentation');
  space.append(list);
  scroller.append(space);
  table.append(head, scroller);
  notice.hidden = true;
  notice.setAttribute('role', 'status');
  document.body.append(bar, notice, table);

  scroller.addEventListener('scroll', scrolled, { passive: true });
  scroller.addEventListener('click', clicked);
  scroller.addEventListener('keydown', keyed);
  scroller.addEventListener('focusin', focused);
  find.addEventListener('input', () => search(true));
  find.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      find.value = '';
      search(false);
      focusActive();
    } else if (event.key === 'ArrowDown') focusActive();
    else return;
    event.preventDefault();
  });
  previous.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));
  following.addEventListener('click', () => {
    follow = !follow;
    following.setAttribute('aria-pressed', String(follow));
    vscode.postMessage({ kind: 'follow', on: follow });
  });
  printing.addEventListener('click', () => vscode.postMessage({ kind: 'print' }));
  window.addEventListener('keydown', (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'f') {
      find.focus();
      find.select();
    } else if (event.key === 'F3') step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  });
  // Fonts, zoom and the width of the view change how high rows are.
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (scroller.clientWidth !== width) {
      width = scroller.clientWidth;
      keeping(() => heights.reset(estimates(rows)));
    } else render();
  });
  observer.observe(scroller);
  observer.observe(list);
}

function start(message: Extract<ToPage, { kind: 'show' }>): void {
  words = message.words;
  follow = message.follow;
  uri = message.uri;
  const say = (control: HTMLElement, text: string) => {
    control.setAttribute('aria-label', text);
    control.title = text;
  };
  find.placeholder = words.find;
  say(find, words.find);
  say(previous, words.previous);
  say(next, words.next);
  following.textContent = words.follow;
  following.setAttribute('aria-pressed', String(follow));
  printing.textContent = words.print;
  notice.textContent = words.noArticle;
  table.setAttribute('aria-label', words.table);
  heading.replaceChildren(
    ...[words.pair, words.zh, words.en].map((text) => {
      const cell = element('div', 'cell');
      cell.setAttribute('role', 'columnheader');
      cell.textContent = text;
      return cell;
    }),
  );
  const state = vscode.getState();
  const place = state?.uri === uri ? state.place : undefined;
  take(message.rows);
  heights.reset(estimates(rows));
  scroller.scrollTop = 0;
  render();
  if (place) goTo(place);
  vscode.setState({ uri, place });
  search(false);
}

function take(all: readonly ShownRow[]): void {
  rows = all;
  places = new Map(rows.map(({ key }, at) => [key, at]));
  let number = 0;
  numbers = rows.map(({ kind }) => (kind === 'pair' ? ++number : 0));
  table.setAttribute('aria-rowcount', String(rows.length + 1));
  const [first] = rows;
  if (!active && first) active = { key: first.key, paragraph: 0 };
}

function change(splices: readonly ShownSplice[]): void {
  const at = indexOf(active?.key);
  keeping(() => {
    take(applySplices(rows, splices));
    for (const { start: from, removed, rows: put } of splices) heights.splice(from, removed, estimates(put));
  });
  if (active && indexOf(active.key) < 0) {
    const beside = rows[Math.min(Math.max(at, 0), rows.length - 1)];
    active = beside && { key: beside.key, paragraph: 0 };
    render();
  }
  search(false);
}

/** Changes rows or heights, and leaves what is read where it is in the window. */
function keeping(work: () => void): void {
  const top = heights.at(scroller.scrollTop);
  const above = rows.slice(Math.max(0, top - 50), top + 1).map(({ key }) => key);
  const offset = scroller.scrollTop - heights.top(Math.max(top, 0));
  const height = heights.of(top);
  work();
  // If the row itself is gone, the nearest one above it that is left.
  const key = above.reverse().find((each) => indexOf(each) >= 0);
  const row = indexOf(key);
  if (row >= 0) {
    const same = key === above[0];
    const part = same && height ? Math.min(1, offset / height) : same ? 0 : 1;
    setScroll(heights.top(row) + part * heights.of(row));
  }
  render();
}

function indexOf(key: string | undefined): number {
  return (key === undefined ? undefined : places.get(key)) ?? -1;
}

/** A guess at how high each row will be, from the length of its texts. */
function estimates(all: readonly ShownRow[]): readonly number[] {
  const em = Number.parseFloat(getComputedStyle(list).fontSize) || 15;
  return all.map((row) => estimate(row, em));
}

function estimate(row: ShownRow, em: number): number {
  const line = em * 1.65;
  const wide = scroller.clientWidth - 5 * em;
  const side = (all: readonly ShownParagraph[], share: number) =>
    all.reduce((sum, { text, notes, speaker }) => {
      let units = 0;
      for (let at = 0; at < text.length; at++) units += text.charCodeAt(at) > 0x2e7f ? 1 : 0.52;
      const lines = Math.ceil((units * em) / Math.max(8 * em, wide * share - 2 * em));
      return sum + Math.max(1, lines) * line + (notes.length + (speaker ? 1 : 0)) * line * 0.85 + em * 0.4;
    }, 0);
  return (
    Math.max(side(row.zh, 0.5), side(row.en, 0.5), side(row.aside, 1), line) + row.marks.length * line * 0.85 + em * 1.2
  );
}

/** Makes the rows that are in sight and drops the others. Heights that turn out otherwise do not move what is read. */
function render(): void {
  // Measuring may bring other rows into sight; each round makes some, so that few rounds are needed.
  for (let round = 0; round < 8; round++) {
    const { scrollTop, clientHeight } = scroller;
    const anchor = heights.at(scrollTop);
    const offset = scrollTop - heights.top(Math.max(anchor, 0));
    const first = Math.max(0, heights.at(scrollTop - MARGIN));
    const last = heights.at(scrollTop + clientHeight + MARGIN);
    const fresh = place(first, last);
    let moved = false;
    if (fresh) {
      for (let row = first; row <= last; row++) {
        const found = made.get(rows[row].key);
        if (found && heights.set(row, found.element.getBoundingClientRect().height)) moved = true;
      }
    }
    list.style.top = `${heights.top(first)}px`;
    // The last row can be read at the top, like the last line of an editor.
    space.style.height = `${heights.total + Math.max(0, clientHeight - heights.of(rows.length - 1) - 40)}px`;
    if (anchor >= 0) {
      const wanted = heights.top(anchor) + Math.min(offset, heights.of(anchor));
      if (Math.abs(wanted - scroller.scrollTop) >= 1) setScroll(wanted);
    }
    if (!moved) break;
  }
  scroller.tabIndex = active && made.has(active.key) ? -1 : 0;
}

/** Puts these rows, and no others, into the document. True when their heights have to be looked at. */
function place(first: number, last: number): boolean {
  const wanted = new Set<string>();
  for (let row = first; row <= last; row++) wanted.add(rows[row].key);
  const inside = list.contains(document.activeElement);
  for (const [key, { element: old }] of made) {
    if (wanted.has(key)) continue;
    old.remove();
    made.delete(key);
  }
  let before: Element | null = list.firstElementChild;
  for (let at = first; at <= last; at++) {
    const row = rows[at];
    let found = made.get(row.key);
    if (found?.row !== row) {
      const element = rowElement(row, at);
      if (found) {
        if (before === found.element) before = element;
        found.element.replaceWith(element);
      }
      found = { row, element };
      made.set(row.key, found);
    }
    const { element: own } = found;
    if (before === own) before = own.nextElementSibling;
    else list.insertBefore(own, before);
    label(own, at);
  }
  if (inside && !list.contains(document.activeElement)) {
    // The keyboard stays with the row: where that is gone out of sight, with the list.
    const target = paragraphElement(active);
    (target ?? scroller).focus({ preventScroll: true });
  }
  return last >= first;
}

/** What of a row depends on where it stands. */
function label(own: HTMLElement, at: number): void {
  own.setAttribute('aria-rowindex', String(at + 2));
  const number = numbers[at];
  const name = own.querySelector('.number');
  if (name && number) {
    if (name.textContent !== String(number)) name.textContent = String(number);
    own.dataset.hue = String(((number - 1) % HUES) + 1);
  }
  const here = rows[at].key === current;
  own.classList.toggle('current', here);
  if (here) own.setAttribute('aria-current', 'true');
  else own.removeAttribute('aria-current');
}

function rowElement(row: ShownRow, at: number): HTMLElement {
  const own = element('div', `row ${row.kind}${row.missing ? ' missing' : ''}`);
  own.setAttribute('role', 'row');
  own.dataset.key = row.key;
  const name = element('div', 'cell name');
  name.setAttribute('role', 'rowheader');
  const number = element('span', 'number');
  if (row.missing) {
    number.textContent = '∅';
    number.setAttribute('role', 'img');
    number.setAttribute('aria-label', words?.unpaired ?? '');
    number.title = words?.unpaired ?? '';
  }
  name.append(number);
  own.append(name);
  const found = hits.flatMap((each, index) => (each.row === at ? [{ ...each, now: index === hit }] : []));
  let paragraph = 0;
  let marks = row.marks.map(noteElement);
  const cell = (all: readonly ShownParagraph[], side: 'zh' | 'en' | 'aside') => {
    const made = element('div', `cell ${side}`);
    made.setAttribute('role', 'cell');
    if (side === 'zh') made.lang = 'zh-CN';
    else if (side === 'en') made.lang = 'en';
    else made.setAttribute('aria-colspan', '2');
    if (all.length) {
      made.append(...marks);
      marks = [];
    }
    for (const each of all) {
      const index = paragraph++;
      made.append(
        ...paragraphElements(each, { key: row.key, index, found: found.filter((one) => one.paragraph === index) }),
      );
    }
    own.append(made);
  };
  if (row.kind === 'aside') cell(row.aside, 'aside');
  else {
    cell(row.zh, 'zh');
    cell(row.en, 'en');
  }
  return own;
}

function paragraphElements(
  { text, form, speaker, notes }: ShownParagraph,
  {
    key,
    index,
    found,
  }: { readonly key: string; readonly index: number; readonly found: readonly (Hit & { readonly now: boolean })[] },
): HTMLElement[] {
  const out: HTMLElement[] = [];
  if (speaker) {
    const who = element('div', 'speaker');
    who.textContent = speaker;
    out.push(who);
  }
  const own = element('div', `paragraph ${form}`);
  own.setAttribute('role', 'link');
  own.dir = 'auto';
  own.dataset.index = String(index);
  own.tabIndex = active?.key === key && active.paragraph === index ? 0 : -1;
  let from = 0;
  for (const { start: begin, end, now } of found) {
    const mark = element('mark', now ? 'now' : '');
    mark.textContent = text.slice(begin, end);
    own.append(text.slice(from, begin), mark);
    from = end;
  }
  own.append(text.slice(from));
  out.push(own, ...notes.map(noteElement));
  return out;
}

function noteElement({ sign, text }: Note): HTMLElement {
  const note = element('div', `note ${sign}`);
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  image.setAttribute('viewBox', '0 0 16 16');
  image.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SIGNS[sign]);
  image.append(path);
  const said = element('span', '');
  said.textContent = text;
  note.append(image, said);
  return note;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, classes: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  return made;
}

/** Scrolls without taking that for the user's doing. */
function setScroll(top: number): void {
  scroller.scrollTop = top;
  expected = scroller.scrollTop;
}

function goTo({ key, part }: ShownPlace): void {
  const row = indexOf(key);
  if (row < 0) return;
  // Once more when the heights around it are known.
  for (let round = 0; round < 2; round++) {
    setScroll(heights.top(row) + Math.min(Math.max(part, 0), 1) * heights.of(row));
    render();
  }
  remember();
}

/** What is at the top now. */
function placeNow(): ShownPlace | undefined {
  const row = heights.at(scroller.scrollTop);
  if (row < 0) return undefined;
  const part = (scroller.scrollTop - heights.top(row)) / Math.max(1, heights.of(row));
  return { key: rows[row].key, part: Math.min(1, Math.max(0, part)) };
}

function scrolled(): void {
  const own = Math.abs(scroller.scrollTop - expected) < 1;
  render();
  if (own) return;
  expected = -1;
  if (reporting !== undefined) return;
  reporting = setTimeout(() => {
    reporting = undefined;
    const place = placeNow();
    if (place && follow) vscode.postMessage({ kind: 'scrolled', ...place });
    remember();
  }, REPORT);
}

function remember(): void {
  clearTimeout(remembering);
  remembering = setTimeout(() => vscode.setState({ uri, place: placeNow() }), 200);
}

function setCurrent(key: string | undefined): void {
  if (key === current) return;
  current = key;
  const row = indexOf(key);
  if (row >= 0 && follow) bringIntoSight(row);
  for (const [each, { element: own }] of made) label(own, indexOf(each));
}

/** Scrolls no further than is needed to see a row. */
function bringIntoSight(row: number): void {
  for (let round = 0; round < 2; round++) {
    const [top, height] = [heights.top(row), heights.of(row)];
    const { scrollTop, clientHeight } = scroller;
    if (top < scrollTop || height > clientHeight) setScroll(top);
    else if (top + height > scrollTop + clientHeight) setScroll(top + height - clientHeight);
    render();
  }
}

function paragraphElement(at: typeof active): HTMLElement | undefined {
  const own = at && made.get(at.key)?.element;
  return own?.querySelector<HTMLElement>(`.paragraph[data-index="${at?.paragraph}"]`) ?? undefined;
}

/** The paragraph that an event is about. */
function paragraphOf({ target }: Event): { key: string; paragraph: number } | undefined {
  const own = target instanceof Element ? target.closest<HTMLElement>('.paragraph') : null;
  const key = own?.closest<HTMLElement>('.row')?.dataset.key;
  return own && key !== undefined ? { key, paragraph: Number(own.dataset.index) } : undefined;
}

function clicked(event: MouseEvent): void {
  const at = paragraphOf(event);
  // Who selects text to copy it does not want to go away.
  if (!at || getSelection()?.isCollapsed === false) return;
  vscode.postMessage({ kind: 'open', ...at });
}

function focused(event: FocusEvent): void {
  if (event.target === scroller) {
    focusActive();
    return;
  }
  const at = paragraphOf(event);
  if (at) setActive(at);
}

function setActive(at: { key: string; paragraph: number }): void {
  const before = paragraphElement(active);
  if (before) before.tabIndex = -1;
  active = at;
  const own = paragraphElement(at);
  if (own) own.tabIndex = 0;
  scroller.tabIndex = own ? -1 : 0;
  const row = rows[indexOf(at.key)];
  if (row && row.kind !== 'aside') column = at.paragraph < row.zh.length ? 'zh' : 'en';
}

/** Gives the keyboard to the paragraph that had it last. */
function focusActive(): void {
  const row = indexOf(active?.key);
  if (row < 0) return;
  bringIntoSight(row);
  paragraphElement(active)?.focus({ preventScroll: true });
}

function keyed(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === 'Enter' && active) vscode.postMessage({ kind: 'open', ...active });
  else {
    const to = target(event.key);
    if (!to) return;
    // The column is kept also where a row has nothing in it.
    const kept = column;
    setActive(to);
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') column = kept;
    const row = indexOf(to.key);
    bringIntoSight(row);
    paragraphElement(to)?.focus({ preventScroll: true });
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') column = kept;
    tellPlace();
  }
  event.preventDefault();
}

/** The keyboard moves the page on the user's behalf. */
function tellPlace(): void {
  const place = placeNow();
  if (place && follow) vscode.postMessage({ kind: 'scrolled', ...place });
  remember();
}

/** Where a key leads from the active paragraph. */
function target(key: string): typeof active {
  const at = indexOf(active?.key);
  if (!active || at < 0) return undefined;
  const inRow = (row: number, last = false): typeof active => {
    const to = rows[Math.min(Math.max(row, 0), rows.length - 1)];
    const { zh, en, aside } = to;
    const from = column === 'zh' || !en.length ? 0 : zh.length;
    const size = (column === 'zh' && zh.length ? zh : en.length ? en : zh.length ? zh : aside).length;
    const start = zh.length ? from : 0;
    return { key: to.key, paragraph: last ? start + size - 1 : start };
  };
  const row = rows[at];
  const { paragraph } = active;
  const split = row.zh.length;
  const total = paragraphsOf(row).length;
  const inZh = paragraph < split;
  switch (key) {
    case 'ArrowDown':
      if (paragraph + 1 < (inZh ? split : total)) return { key: row.key, paragraph: paragraph + 1 };
      return at + 1 < rows.length ? inRow(at + 1) : undefined;
    case 'ArrowUp':
      if (paragraph > (inZh ? 0 : split)) return { key: row.key, paragraph: paragraph - 1 };
      return at > 0 ? inRow(at - 1, true) : undefined;
    case 'ArrowRight':
      return inZh && row.en.length ? { key: row.key, paragraph: Math.min(split + paragraph, total - 1) } : undefined;
    case 'ArrowLeft':
      return !inZh && split && row.en.length
        ? { key: row.key, paragraph: Math.min(paragraph - split, split - 1) }
        : undefined;
    case 'Home':
      return inRow(0);
    case 'End':
      return inRow(rows.length - 1, true);
    case 'PageDown':
      return inRow(Math.max(at + 1, heights.at(heights.top(at) + scroller.clientHeight * 0.9)));
    case 'PageUp':
      return inRow(Math.min(at - 1, heights.at(heights.top(at) - scroller.clientHeight * 0.9)));
    default:
      return undefined;
  }
}

/** Looks for what is in the box; `go`: and goes to the first place from what is in sight on. */
function search(go: boolean): void {
  const before = hits;
  const looked = hits[hit];
  hits = findInRows(rows, find.value);
  hit = -1;
  if (hits.length) {
    const from = go ? heights.at(scroller.scrollTop) : (looked?.row ?? -1);
    const at = hits.findIndex(({ row }) => row >= from);
    if (go) hit = Math.max(at, 0);
    else if (looked) hit = Math.max(at, 0);
  }
  if (before.length || hits.length) redraw();
  if (go && hit >= 0) showHit();
  tellCount();
}

function step(by: 1 | -1): void {
  if (!hits.length) return;
  hit = hit < 0 ? (by > 0 ? 0 : hits.length - 1) : (hit + by + hits.length) % hits.length;
  redraw();
  showHit();
  tellCount();
}

function tellCount(): void {
  const text = find.value.trim()
    ? hits.length
      ? words?.count.replace('{at}', String(hit + 1)).replace('{count}', String(hits.length))
      : words?.nothing
    : '';
  count.textContent = text ?? '';
  previous.disabled = next.disabled = !hits.length;
}

/** Makes the rows anew that are in the document: other stretches of them are marked. */
function redraw(): void {
  for (const [key, { row, element: own }] of made) {
    const at = indexOf(key);
    if (at < 0) continue;
    const element = rowElement(row, at);
    own.replaceWith(element);
    made.set(key, { row, element });
    label(element, at);
  }
}

function showHit(): void {
  const found = hits[hit];
  if (!found) return;
  const { key } = rows[found.row];
  bringIntoSight(found.row);
  const own = made.get(key)?.element.querySelector('mark.now');
  if (own) {
    const [box, frame] = [own.getBoundingClientRect(), scroller.getBoundingClientRect()];
    // A row may be higher than the window.
    if (box.top < frame.top || box.bottom > frame.bottom) {
      setScroll(scroller.scrollTop + box.top - frame.top - scroller.clientHeight / 3);
      render();
    }
  }
  setActive({ key, paragraph: found.paragraph });
  tellPlace();
}
