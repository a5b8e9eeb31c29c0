import { VALUE_PAIRS } from './valuePairs';
import { articleOf, textOf } from './fixture';
import { defaultSettings } from '../../src/core/settings';
import { chineseFacts } from '../../src/core/facts/chineseFacts';
import { englishFacts } from '../../src/core/facts/englishFacts';
import { lexicon } from './fixture';
const a=articleOf(VALUE_PAIRS.flatMap(p=>[p.zh,p.en]).join('\n'), {settings:{...defaultSettings,threshold:{'number-mismatch':0.2,'date-mismatch':0.2}}} as any);
console.log(VALUE_PAIRS.length,a.groups.length, a.failures);
for (const f of a.findings) console.log(f.code, JSON.stringify(f.message.args), JSON.stringify(f.fixes.map((x:any)=>x.edits?.[0]?.text)));
