/** Language tags of the two sides. */
import type { Side } from '../model';

/** BCP 47 tags that are written. */
export const LANGUAGE_TAG: Readonly<Record<Side, string>> = { zh: 'zh-CN', en: 'en' };

/** The side of a tag as tools write it (`zh-CN`, `ZH_Hant_TW`, `cmn`, `EN-us`, `eng`); undefined for other languages. */
export function sideOfTag(tag: string): Side | undefined {
  const language = /^\s*([a-z]{2,8})(?![a-z])/i.exec(tag)?.[1].toLowerCase();
  if (language && /^(?:zh|zho|chi|cmn|chs|cht|yue|wuu|lzh|chinese)$/.test(language)) return 'zh';
  return language && /^(?:en|eng|enu|english)$/.test(language) ? 'en' : undefined;
}
