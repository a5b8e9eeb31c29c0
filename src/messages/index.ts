/** The words for what core says. One bundle a language, the same keys in each; a test holds them together. */
import type { Message } from '../core/model';
import en from './en.json';
import zhCn from './zh-cn.json';

/** A key of the bundles. */
export type MessageKey = keyof typeof en;

const bundles: Readonly<Record<'en' | 'zh-cn', Readonly<Record<string, string>>>> = { en, 'zh-cn': zhCn };

/** Puts words to messages in one language. `locale` is a language tag such as VS Code's or `LANG`; default English. */
export function wording(locale: string): (message: Message) => string {
  const chinese = /^zh\b/i.test(locale.replace('_', '-'));
  const bundle = bundles[chinese ? 'zh-cn' : 'en'];
  return ({ key, args }) => {
    const text = bundle[key] ?? en[key as MessageKey] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
  };
}

/** Every key and its words, for tests and for the editor's own texts. */
export const allBundles = bundles;
