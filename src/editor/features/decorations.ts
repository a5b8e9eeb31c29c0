/** Paints the marks: colour and number of each pair, the pair at the cursor, gutter icons, the overview ruler. */
import * as vscode from 'vscode';
import { type Article, defaultSettings, type Settings, segmentAt } from '../../core';
import { placeOf, rangeOf, sourceOf } from '../convert';
import { hueOf, labelText, type Mark, marksOf, numberIcon } from '../marks';
import { colorIds, commandIds, HUES, hueColors } from '../names';
import { command, type Services } from '../services';
import { affectsSettings, readSettings, SECTION } from '../settings';

const LEVELS: readonly Settings['decorations'][] = ['off', 'current', 'all'];

/** Everything that can be painted; created once. */
interface Palette {
  /** By hue; the last is for what has no counterpart. */
  readonly block: readonly vscode.TextEditorDecorationType[];
  readonly inline: readonly vscode.TextEditorDecorationType[];
  readonly label: vscode.TextEditorDecorationType;
  readonly currentBlock: vscode.TextEditorDecorationType;
  readonly currentInline: vscode.TextEditorDecorationType;
  /** The number of a group; the language of what has a number beyond {@link NUMBERS}. */
  readonly gutter: Readonly<Record<'zh' | 'en' | 'unaligned', vscode.TextEditorDecorationType>>;
  /** By the number of a group; made when first needed. */
  readonly numbers: Map<number, vscode.TextEditorDecorationType>;
  /** Which icons an editor has, so that none is taken from an editor that never had it. */
  readonly icons: WeakMap<vscode.TextEditor, Iterable<vscode.TextEditorDecorationType>>;
}

/** Up to which number a group has an icon of its own: each takes rules in the style sheet of the workbench. */
const NUMBERS = 500;

/** What one editor shows now; the same is not painted twice. */
interface Painted {
  readonly article: Article | undefined;
  readonly level: Settings['decorations'];
  /** The segment at the cursor. */
  readonly at: number;
}

/** Registers the marks and the command that changes how many are shown. */
export function registerDecorations(services: Services): vscode.Disposable {
  const { articles, extensionUri } = services;
  const palette = createPalette(extensionUri);
  const types = () => [
    ...palette.block,
    ...palette.inline,
    palette.label,
    palette.currentBlock,
    palette.currentInline,
    ...Object.values(palette.gutter),
    ...palette.numbers.values(),
  ];
  const painted = new WeakMap<vscode.TextEditor, Painted>();

  const paint = (editor: vscode.TextEditor) => {
    const { document } = editor;
    const found = articles.latest(document);
    // What is painted moves with the text until the article of this version is there.
    if (found && found.version !== document.version) return;
    const before = painted.get(editor);
    const article = found?.article.recognition.recognised ? found.article : undefined;
    const shown = article ?? before?.article;
    if (!shown) return;
    const level = readSettings(document.uri).decorations;
    const at = article ? segmentAtCursor(article, editor) : -1;
    if (before && before.article === article && before.level === level && before.at === at) return;
    painted.set(editor, { article, level, at });
    const marks = article ? marksOf(article, { level, source: sourceOf(article, document), at }) : [];
    // Where the cursor alone has moved, the rest stays as it is.
    if (before?.article !== article || before?.level !== level || level !== 'all') show(editor, palette, shown, marks);
    showCurrent(editor, palette, shown, marks);
  };
  const paintAll = (document?: vscode.TextDocument) => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (!document || editor.document === document) paint(editor);
    }
  };

  return vscode.Disposable.from(
    new vscode.Disposable(() => {
      for (const type of types()) type.dispose();
    }),
    articles.onDidChange(({ document }) => paintAll(document)),
    vscode.window.onDidChangeVisibleTextEditors(() => paintAll()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => paint(textEditor)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsSettings(event, 'decorations')) paintAll();
    }),
    command(services, commandIds.cycleDecorations, () => cycle(services)),
  );
}

async function cycle({ words }: Services): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const level = LEVELS[(LEVELS.indexOf(readSettings(uri).decorations) + 1) % LEVELS.length];
  const configuration = vscode.workspace.getConfiguration(SECTION, uri);
  const set = configuration.inspect('decorations');
  const target =
    set?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : set?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  const redundant = level === defaultSettings.decorations && target === vscode.ConfigurationTarget.Global;
  await configuration.update('decorations', redundant ? undefined : level, target);
  vscode.window.setStatusBarMessage(words.say(`editor.decorations.${level}`), 3000);
}

function segmentAtCursor(article: Article, { document, selection }: vscode.TextEditor): number {
  return segmentAt(article, ...placeOf(article, document, selection.active));
}

function show(editor: vscode.TextEditor, palette: Palette, article: Article, marks: readonly Mark[]): void {
  const range = (mark: Mark) => rangeOf(article, mark.span);
  const set = (type: vscode.TextEditorDecorationType, wanted: (mark: Mark) => boolean) =>
    editor.setDecorations(type, marks.filter(wanted).map(range));

  palette.block.forEach((type, hue) => {
    set(type, (mark) => !mark.inline && (mark.hue ?? HUES) === hue);
  });
  palette.inline.forEach((type, hue) => {
    set(type, (mark) => mark.inline && (mark.hue ?? HUES) === hue);
  });
  editor.setDecorations(
    palette.label,
    marks
      .filter(({ label }) => label)
      .map((mark) => {
        const { end } = range(mark);
        return { range: new vscode.Range(end, end), renderOptions: { after: labelOf(mark) } };
      }),
  );
  showGutter(editor, palette, article, marks);
}

/** The number in the gutter is in sight however long the line is; the label stands at its end. */
function showGutter(editor: vscode.TextEditor, palette: Palette, article: Article, marks: readonly Mark[]): void {
  const icons = new Map<vscode.TextEditorDecorationType, vscode.Range[]>();
  for (const { inline, number, side, span } of marks) {
    if (inline) continue;
    const type =
      number === undefined
        ? palette.gutter.unaligned
        : number > NUMBERS
          ? palette.gutter[side]
          : numberType(palette, number);
    const { start } = rangeOf(article, span);
    const ranges = icons.get(type) ?? [];
    ranges.push(new vscode.Range(start, start));
    icons.set(type, ranges);
  }
  for (const type of palette.icons.get(editor) ?? []) if (!icons.has(type)) editor.setDecorations(type, []);
  for (const [type, ranges] of icons) editor.setDecorations(type, ranges);
  palette.icons.set(editor, [...icons.keys()]);
}

function numberType({ numbers }: Palette, number: number): vscode.TextEditorDecorationType {
  let type = numbers.get(number);
  if (!type) {
    const { light, dark } = hueColors[hueOf(number)];
    const icon = (color: string) => ({ gutterIconPath: vscode.Uri.parse(numberIcon(number, color), true) });
    type = vscode.window.createTextEditorDecorationType({
      light: icon(light),
      dark: icon(dark),
      gutterIconSize: 'contain',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
    numbers.set(number, type);
  }
  return type;
}

/** The pair that the cursor is in. */
function showCurrent(editor: vscode.TextEditor, palette: Palette, article: Article, marks: readonly Mark[]): void {
  const current = marks.filter((mark) => mark.current);
  const ranges = (inline: boolean) =>
    current.filter((mark) => mark.inline === inline).map(({ span }) => rangeOf(article, span));
  editor.setDecorations(palette.currentBlock, ranges(false));
  editor.setDecorations(palette.currentInline, ranges(true));
}

function labelOf(mark: Mark): vscode.ThemableDecorationAttachmentRenderOptions {
  const color = colorOf(mark.hue ?? HUES);
  return {
    contentText: labelText(mark),
    color,
    border: '1px solid',
    borderColor: color,
    margin: '0 0 0 0.6em',
    // The pill needs what the type does not offer; it keeps the height of the line.
    textDecoration: 'none; padding: 0 0.4em; border-radius: 0.6em; font-size: 80%',
  };
}

function createPalette(extensionUri: vscode.Uri): Palette {
  const { createTextEditorDecorationType: create } = vscode.window;
  const media = (name: string) => vscode.Uri.joinPath(extensionUri, 'media', name);
  const gutter = (name: string) =>
    create({
      light: { gutterIconPath: media(`gutter-${name}-light.svg`) },
      dark: { gutterIconPath: media(`gutter-${name}-dark.svg`) },
      gutterIconSize: 'contain',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
  const common = (hue: number): vscode.DecorationRenderOptions => ({
    overviewRulerColor: colorOf(hue),
    overviewRulerLane: hue === HUES ? vscode.OverviewRulerLane.Right : vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    borderColor: colorOf(hue),
  });
  const hues = Array.from({ length: HUES + 1 }, (_, hue) => hue);
  const current = { backgroundColor: new vscode.ThemeColor(colorIds.current) };
  return {
    block: hues.map((hue) =>
      create({
        ...common(hue),
        isWholeLine: true,
        borderStyle: hue === HUES ? 'dashed' : 'solid',
        // Wider would touch the first letter: there is no room on its left.
        borderWidth: '0 0 0 1px',
      }),
    ),
    inline: hues.map((hue) =>
      create({ ...common(hue), borderStyle: hue === HUES ? 'dashed' : 'solid', borderWidth: '0 0 2px 0' }),
    ),
    label: create({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed }),
    currentBlock: create({ ...current, isWholeLine: true }),
    currentInline: create(current),
    gutter: { zh: gutter('zh'), en: gutter('en'), unaligned: gutter('unaligned') },
    numbers: new Map(),
    icons: new WeakMap(),
  };
}

function colorOf(hue: number): vscode.ThemeColor {
  return new vscode.ThemeColor(hue === HUES ? colorIds.unaligned : colorIds.group(hue));
}
