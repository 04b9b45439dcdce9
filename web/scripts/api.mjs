// Types of the API from the server's OpenAPI document, so that the app cannot drift from it unseen:
//   npm run api                                   asks the server at LINLI_URL (http://localhost:8080)
//   npm run api -- FILE                           reads the output of `linli routes --json`
// The browser tests compare src/api/schema.d.ts with the server that they run against.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

export const typesOf = async (document) => `// Made by "npm run api" from /api/v1/openapi.json.\n${astToString(await openapiTS(document))}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const file = process.argv[2];
    const url = `${process.env.LINLI_URL ?? 'http://localhost:8080'}/api/v1/openapi.json`;
    const document = file ? JSON.parse(readFileSync(file, 'utf8')) : await (await fetch(url)).json();
    writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), await typesOf(document));
    console.log(`src/api/schema.d.ts from ${file ?? url}`);
}
