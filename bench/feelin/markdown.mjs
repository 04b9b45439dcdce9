// Joins the lines of bench_decision and feelin.mjs to two tables; fails when results differ.
import { readFileSync } from 'node:fs';

const rows = new Map();
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { name, mode, result, rate } = JSON.parse(line);
    const row = rows.get(name) ?? { results: new Set() };
    row[mode] = rate;
    row.results.add(result.replaceAll(' ', ''));
    rows.set(name, row);
}
const count = (n) => (n === undefined ? '' : Math.round(n).toLocaleString('en-US'));
const times = (a, b) => (a && b ? (a / b).toLocaleString('en-US', { maximumSignificantDigits: 3 }) : '');

console.log('| Expression | feelin, a second | Linli, parsed each time | times feelin | Linli, compiled | times feelin |');
console.log('|---|---|---|---|---|---|');
for (const [name, r] of rows)
    if (r.each) console.log(`| ${name} | ${count(r.feelin)} | ${count(r.each)} | ${times(r.each, r.feelin)} | ${count(r.compiled)} | ${times(r.compiled, r.feelin)} |`);
console.log('\n| Decisions of one table a second | feelin, loop of unary tests | Linli | times feelin | C++ by hand | by hand / Linli |');
console.log('|---|---|---|---|---|---|');
for (const [name, r] of rows)
    if (!r.each) console.log(`| ${name} | ${count(r.feelin)} | ${count(r.compiled)} | ${times(r.compiled, r.feelin)} | ${count(r.hand)} | ${times(r.hand, r.compiled)} |`);
for (const [name, r] of rows)
    if (r.results.size > 1) {
        console.error(`the results of "${name}" differ: ${[...r.results].join(' and ')}`);
        process.exitCode = 1;
    }
