// `npm test`: types, unit tests, build and page weights; ends with one line "N passed, N failed".
import { spawnSync } from 'node:child_process';

let passed = 0;
let failed = 0;
function run(name, command, args, count) {
    const r = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    const out = `${r.stdout ?? ''}${r.stderr ?? ''}`;
    process.stdout.write(out);
    const [p, f] = count?.(out) ?? [r.status === 0 ? 1 : 0, r.status === 0 ? 0 : 1];
    passed += p;
    failed += f || (r.status === 0 ? 0 : p === 0 ? 1 : f);
    console.log(`${r.status === 0 ? 'ok' : 'not ok'} ${name}`);
}
const number = (re, s) => Number(re.exec(s)?.[1] ?? 0);
const bin = (n) => `node_modules/.bin/${n}`;
run('types', bin('vue-tsc'), ['--noEmit']);
run('unit tests', bin('vitest'), ['run', '--no-color'], (s) => {
    const line = /^\s*Tests\s.*$/m.exec(s)?.[0] ?? '';
    return [number(/(\d+) passed/, line), number(/(\d+) failed/, line)];
});
run('build', 'npm', ['run', '--silent', 'build']);
run('page weights', process.execPath, ['scripts/size.mjs'], (s) => [number(/(\d+) passed/, s), number(/(\d+) failed/, s)]);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
