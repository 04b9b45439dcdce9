// The large tables and the inputs of all tables, by the same rules as in decision.cpp.
export function large(rows) {
    const rules = [];
    for (let i = 0; i < rows; ++i)
        rules.push([`[${i}..${i + 1})`, `"k${i % 7}", "k${(i + 3) % 7}"`, `>= ${(i % 5) * 100}`, String(i + 1)]);
    return { inputs: ['years', 'kind', 'amount'], rules };
}

// 64 inputs from a small generator, so that both sides ask the same.
export function inputsOf(rows) {
    let state = 12345;
    const next = (bound) => {
        state = (state * 1103515 + 12345) % 2147483647;
        return state % bound;
    };
    const inputs = [];
    for (let i = 0; i < 64; ++i) {
        if (rows === 10) {
            inputs.push({ years: next(40), kind: next(2) === 0 ? 'urban' : 'rural', amount: next(6000) });
        } else {
            const years = next(rows);
            inputs.push({ years, kind: `k${years % 7}`, amount: 400 + next(600) });
        }
    }
    return inputs;
}
