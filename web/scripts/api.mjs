// Types of the API from the running server's OpenAPI document: LINLI_URL=http://localhost:8080 npm run api
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const from = `${process.env.LINLI_URL ?? 'http://localhost:8080'}/api/v1/openapi.json`;
const ast = await openapiTS(new URL(from));
writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), `// Made by "npm run api" from /api/v1/openapi.json.\n${astToString(ast)}`);
console.log(`src/api/schema.d.ts from ${from}`);
