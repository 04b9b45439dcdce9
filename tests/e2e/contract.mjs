// What the app was built against is what the server says today, and what the server says is what it does.
import { readFileSync } from 'node:fs';
import { typesOf } from '../../web/scripts/api.mjs';
import { sample } from './browser.mjs';
import { check } from './check.mjs';
import { callerOf } from './own.mjs';

// Members that the schema promises and the answer lacks.
function missing(document, schema, value, at) {
    if (schema?.$ref) return missing(document, document.components.schemas[schema.$ref.split('/').pop()], value, at);
    if (!schema || value === null || typeof value !== 'object') return [];
    if (Array.isArray(value)) return schema.items ? value.slice(0, 50).flatMap((v, i) => missing(document, schema.items, v, `${at}[${i}]`)) : [];
    const lacking = (schema.required ?? []).filter((k) => !(k in value)).map((k) => `${at}.${k}`);
    return [...lacking, ...Object.entries(schema.properties ?? {}).flatMap(([k, s]) => (k in value ? missing(document, s, value[k], `${at}.${k}`) : []))];
}

export async function contract({ base, test, wanted }) {
    const names = ['contract: src/api/schema.d.ts is what the OpenAPI document of this server says', 'contract: answers have every member that the OpenAPI document promises'];
    if (!names.some(wanted)) return;
    const answer = await fetch(`${base}/api/v1/openapi.json`);
    const document = answer.ok ? await answer.json() : undefined;
    const given = (name, what) => test(name, async () => {
        if (!document) throw Object.assign(new Error('skip'), { skip: 'this server has no OpenAPI document' });
        await what();
    });
    await given(names[0], async () => {
        const made = readFileSync(new URL('../../web/src/api/schema.d.ts', import.meta.url), 'utf8').split('\n');
        const now = (await typesOf(document)).split('\n');
        const at = now.findIndex((line, i) => line !== made[i]);
        check(at < 0 && now.length === made.length, `run "npm run api" in web/: line ${at + 1} reads "${made[at]}", now "${now[at]}"`);
    });
    await given(names[1], async () => {
        const { listing, board } = await sample(base);
        const near = `?lat=${board.lat}&lng=${board.lng}&crs=wgs84`;
        const asked = { '/api/v1/listings': near, '/api/v1/areas/locate': near, '/api/v1/base-map': `?lat=${board.lat}&lng=${board.lng}` };
        const values = { '/api/v1/listings/{id}': listing, '/api/v1/listings/{id}/history': listing, '/api/v1/areas/{id}': board.area_id };
        const faults = [];
        let looked = 0;
        for (const login of ['keeper', 'secadmin', 'auditor', 'reviewer']) {
            const ask = await callerOf(base, login);
            for (const [path, { get }] of Object.entries(document.paths)) {
                const schema = get?.responses['2XX']?.content?.['application/json']?.schema;
                if (!schema || !path.startsWith('/api/v1/') || (path.includes('{') && !values[path])) continue;
                const got = await ask('GET', path.slice(7).replace('{id}', values[path]) + (asked[path] ?? ''));
                if (got.status !== 200) continue;
                looked++;
                faults.push(...missing(document, schema, got.body, path));
            }
        }
        check(looked > 30, `only ${looked} answers could be looked at`);
        check(faults.length === 0, [...new Set(faults.map((f) => f.replace(/\[\d+\]/g, '[]')))].slice(0, 12).join('\n'));
    });
}
