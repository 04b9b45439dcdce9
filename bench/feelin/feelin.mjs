// feelin.mjs CASES SECONDS: the expressions and tables of decision_cases.json with feelin; one JSON
// object a line: {name, mode, rate}. Called by bench/decision.sh.
import { readFileSync } from 'node:fs';
import { evaluate, unaryTest } from 'feelin';
import { inputsOf, large } from './tables.mjs';

const [, , casesFile, secondsText] = process.argv;
const cases = JSON.parse(readFileSync(casesFile, 'utf8'));
const seconds = Number(secondsText);
const show = (value) => JSON.stringify(value, (_, v) => (v?.toFixed ? Number(v) : v));
const value = (result) => (result !== null && typeof result === 'object' && 'value' in result ? result.value : result);

// Calls a second: the median of five slices.
function rate(act) {
    // Warm first, so that the compiler of Node has done its work.
    for (const until = Date.now() + seconds * 300; Date.now() < until; ) act(0);
    const rates = [];
    for (let slice = 0; slice < 5; ++slice) {
        const began = process.hrtime.bigint();
        const end = began + BigInt(Math.round((seconds / 5) * 1e9));
        let n = 0;
        let now = began;
        while (now < end) {
            const batch = n === 0 ? 1 : 8;
            for (let i = 0; i < batch; ++i) act(n++);
            now = process.hrtime.bigint();
        }
        rates.push(n / (Number(now - began) / 1e9));
    }
    return rates.sort((a, b) => a - b)[2];
}

const report = (name, result, perSecond) =>
    console.log(JSON.stringify({ name, mode: 'feelin', result, rate: perSecond }));

for (const c of cases.expressions) {
    const act = 'input' in c ? () => value(unaryTest(c.text, { '?': c.input, ...c.context }))
                             : () => value(evaluate(c.text, c.context));
    report(c.name, show(act()), rate(act));
}

// The first row whose cells all hold.
function firstRow(table, input) {
    for (const rule of table.rules) {
        let holds = true;
        for (let i = 0; i < table.inputs.length && holds; ++i)
            holds = value(unaryTest(rule[i], { '?': input[table.inputs[i]] })) === true;
        if (holds) return Number(rule[table.inputs.length]);
    }
    return null;
}
for (const [name, table, size] of [['table of 10 rows', cases.table, 10], ['table of 100 rows', large(100), 100],
                                   ['table of 1,000 rows', large(1000), 1000]]) {
    const inputs = inputsOf(size);
    const sum = inputs.reduce((all, input) => all + (firstRow(table, input) ?? 0), 0);
    report(name, String(sum), rate((i) => firstRow(table, inputs[i % inputs.length])));
}
