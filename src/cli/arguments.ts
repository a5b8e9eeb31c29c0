/** From the words of the command line to what is asked. */
import { parseArgs } from 'node:util';
import type { ExportFormat, Level, Message, Severity } from '../core';
import { isEncodingName } from './decode';

/** A file or glob, or the two files of one article. */
export type Input =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'pair'; readonly zh: string; readonly en: string };

/** Options that every command has. */
interface Common {
  readonly encoding: string | undefined;
  readonly config: string | undefined;
  readonly locale: string | undefined;
}

export interface InspectRequest extends Common {
  readonly kind: 'inspect';
  readonly json: boolean;
  readonly inputs: readonly Input[];
}

export interface CheckRequest extends Common {
  readonly kind: 'check';
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly minSeverity: Severity;
  readonly inputs: readonly Input[];
}

export interface AlignRequest extends Common {
  readonly kind: 'align';
  readonly format: 'ladder' | 'json' | 'tsv' | 'tmx';
  readonly zh: string;
  readonly en: string;
  /** Each line is a sentence already. */
  readonly sentences: boolean;
}

/** `export`, or `report`, which is an export for people. */
export interface ExportRequest extends Common {
  readonly kind: 'export';
  readonly format: ExportFormat;
  readonly level: Level;
  /** The file to write; undefined for the standard output. */
  readonly out: string | undefined;
  /** A byte order mark at the start of a TSV, for Excel. */
  readonly byteOrderMark: boolean;
  readonly inputs: readonly Input[];
}

/** What was asked; or what is wrong with it. */
export type Request =
  | InspectRequest
  | CheckRequest
  | AlignRequest
  | ExportRequest
  | { readonly kind: 'help'; readonly locale: string | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: Message };

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

const LEVELS = ['paragraph', 'sentence'] as const;

/** Output formats of each command; the first is the default. */
const FORMATS = {
  check: ['text', 'json', 'sarif', 'github'],
  align: ['ladder', 'json', 'tsv', 'tmx'],
  export: ['tmx', 'xliff', 'tsv', 'html', 'markdown'],
  report: ['html', 'markdown'],
} as const;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
  pair: { type: 'boolean' },
  sentences: { type: 'boolean' },
  format: { type: 'string' },
  'min-severity': { type: 'string' },
  level: { type: 'string' },
  out: { type: 'string' },
  bom: { type: 'boolean' },
  zh: { type: 'string' },
  en: { type: 'string' },
  encoding: { type: 'string' },
  config: { type: 'string' },
  locale: { type: 'string' },
} as const;
type Option = keyof typeof OPTIONS;

const COMMON: readonly Option[] = ['help', 'version', 'encoding', 'config', 'locale'];
const COMMANDS = {
  inspect: ['json', 'pair', ...COMMON],
  check: ['format', 'min-severity', 'pair', ...COMMON],
  align: ['zh', 'en', 'sentences', 'format', ...COMMON],
  export: ['format', 'level', 'out', 'bom', 'pair', ...COMMON],
  report: ['format', 'level', 'out', 'pair', ...COMMON],
} as const satisfies Readonly<Record<string, readonly Option[]>>;
type Command = keyof typeof COMMANDS;

/** The words, sorted by what they are. */
interface Words {
  readonly command: string | undefined;
  readonly options: ReadonlyMap<Option, string>;
  readonly inputs: readonly Input[];
}

/** Parses the arguments after the program's name. Options may stand anywhere; after `--` all are files. */
export function parseArguments(argv: readonly string[]): Request {
  const words = sortWords(argv);
  if ('kind' in words) return words;
  const { command, options, inputs } = words;
  const locale = options.get('locale');
  if (locale !== undefined && !/^(?:zh|en)(?:[-_.].*)?$/i.test(locale))
    return wrong('cli.badLocale', { value: locale });
  if (options.has('help') || command === 'help') return { kind: 'help', locale };
  if (options.has('version')) return { kind: 'version' };
  if (command === undefined) return wrong('cli.noCommand');
  if (!isCommand(command)) return wrong('cli.unknownCommand', { command });
  const allowed: readonly Option[] = COMMANDS[command];
  for (const option of options.keys()) {
    if (!allowed.includes(option)) return wrong('cli.notItsOption', { option: `--${option}`, command });
  }
  const encoding = options.get('encoding');
  if (encoding !== undefined && !isEncodingName(encoding)) return wrong('cli.encodingName', { name: encoding });
  const common = { encoding, config: options.get('config'), locale };
  if (command === 'align') return alignRequest(words, common);
  if (!inputs.length) return wrong('cli.noFiles', { command });
  if (command === 'inspect') return { kind: 'inspect', json: options.has('json'), inputs, ...common };
  if (command === 'export' || command === 'report') return exportRequest(command, words, common);
  const format = formatFrom('check', options);
  if (typeof format !== 'string') return format;
  const asked = options.get('min-severity') ?? 'warning';
  const minSeverity = SEVERITIES.find((each) => each === asked);
  if (!minSeverity) return wrong('cli.badSeverity', { value: asked, known: SEVERITIES.join(', ') });
  return { kind: 'check', format, minSeverity, inputs, ...common };
}

function alignRequest({ options, inputs }: Words, common: Common): Request {
  const format = formatFrom('align', options);
  if (typeof format !== 'string') return format;
  const zh = options.get('zh');
  const en = options.get('en');
  if (zh === undefined || en === undefined) return wrong('cli.alignNeedsBoth');
  const [extra] = inputs;
  if (extra) return wrong('cli.unexpected', { word: extra.kind === 'path' ? extra.path : extra.zh });
  return { kind: 'align', format, zh, en, sentences: options.has('sentences'), ...common };
}

function exportRequest(command: 'export' | 'report', { options, inputs }: Words, common: Common): Request {
  const format = formatFrom(command, options);
  if (typeof format !== 'string') return format;
  const asked = options.get('level') ?? LEVELS[0];
  const level = LEVELS.find((each) => each === asked);
  if (!level) return wrong('cli.badLevel', { value: asked, known: LEVELS.join(', ') });
  const byteOrderMark = options.has('bom');
  if (byteOrderMark && format !== 'tsv') return wrong('cli.bomOnlyTsv');
  return { kind: 'export', format, level, out: options.get('out'), byteOrderMark, inputs, ...common };
}

const isCommand = (word: string): word is Command => Object.hasOwn(COMMANDS, word);

function formatFrom<C extends keyof typeof FORMATS>(
  command: C,
  options: Words['options'],
): (typeof FORMATS)[C][number] | Request {
  const known: readonly (typeof FORMATS)[C][number][] = FORMATS[command];
  const asked = options.get('format') ?? known[0];
  const format = known.find((each) => each === asked);
  return format ?? wrong('cli.badFormat', { format: asked, command, known: known.join(', ') });
}

function sortWords(argv: readonly string[]): Words | Request {
  // Not strict: the complaints are ours, so that they are short and in the user's language.
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  let command: string | undefined;
  const options = new Map<Option, string>();
  const inputs: Input[] = [];
  let pair: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (command === undefined) command = token.value;
      else if (pair) {
        pair.push(token.value);
        if (pair.length === 2) {
          inputs.push({ kind: 'pair', zh: pair[0], en: pair[1] });
          pair = undefined;
        }
      } else inputs.push({ kind: 'path', path: token.value });
      continue;
    }
    if (!Object.hasOwn(OPTIONS, token.name)) return wrong('cli.unknownOption', { option: token.rawName });
    const option = token.name as Option;
    if (OPTIONS[option].type === 'boolean') {
      if (token.value !== undefined) return wrong('cli.takesNoValue', { option: token.rawName });
    } else if (token.value === undefined || token.value === '' || (!token.inlineValue && /^-./.test(token.value))) {
      return wrong('cli.needsValue', { option: token.rawName });
    }
    if (option === 'pair') {
      if (pair) return wrong('cli.pairNeedsTwo');
      pair = [];
    }
    options.set(option, token.value ?? '');
  }
  if (pair && !options.has('help')) return wrong('cli.pairNeedsTwo');
  return { command, options, inputs };
}

const wrong = (key: string, args: Message['args'] = {}): Request => ({ kind: 'wrong', message: { key, args } });
