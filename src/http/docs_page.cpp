#include "http/docs_page.hpp"

namespace linli::http {

const std::string_view docs_html = R"page(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>邻里 Linli API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/docs.css">
<script src="/api/docs/docs.js" defer></script>
</head>
<body>
<a class="skip" href="#main" data-zh="跳到内容" data-en="Skip to content">跳到内容</a>
<header>
<h1 id="title">邻里 Linli API</h1>
<div class="tools">
<label for="search" data-zh="查找" data-en="Search">查找</label>
<input id="search" type="search" autocomplete="off">
<button id="language" type="button" lang="en">English</button>
<a href="/api/v1/openapi.json">OpenAPI 3.1</a>
</div>
<p id="count" role="status"></p>
</header>
<main id="main"></main>
<noscript><p>此页面需要 JavaScript；机器可读文档见
<a href="/api/v1/openapi.json">openapi.json</a>。</p></noscript>
</body>
</html>
)page";

const std::string_view docs_css =
    R"page(:root { color-scheme: light; --ink: #1b2430; --soft: #4a5664; --line: #c9d1da; --blue: #0b57a4; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 0 1rem 4rem; color: var(--ink); background: #fff;
  font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; margin: 1rem 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--blue); }
.skip { position: absolute; left: -999px; }
.skip:focus { position: static; }
.tools { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
input, button { font: inherit; min-height: 2.75rem; padding: .25rem .75rem; border: 1px solid #6b7785;
  border-radius: .375rem; background: #fff; color: var(--ink); }
#search { flex: 1 1 14rem; }
button { background: var(--blue); border-color: var(--blue); color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid #d97706; outline-offset: 2px; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { padding: .6rem .75rem; cursor: pointer; overflow-wrap: anywhere; }
.inside { padding: 0 .75rem .75rem; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }
pre { overflow: auto; max-height: 24rem; padding: .75rem; background: #f3f5f8; border-radius: .375rem;
  margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
.soft { color: var(--soft); }
form { display: grid; gap: .5rem; grid-template-columns: minmax(6rem, auto) 1fr; align-items: center; }
form button { grid-column: 2; justify-self: start; }
@media (max-width: 30rem) { form { grid-template-columns: 1fr; } form button { grid-column: 1; } }
)page";

const std::string_view docs_js = R"page('use strict';
(() => {
  const words = {
    zh: { parameters: '参数', body: '请求内容', answer: '应答内容', where: '位置', name: '名称',
      type: '类型', must: '必填', yes: '是', no: '否', open: '公开', session: '需登录',
      permission: '需要权限：', tryIt: '试一试', send: '发送', count: n => `共 ${n} 个接口`,
      failed: '无法读取接口文档，请刷新重试', other: 'English' },
    en: { parameters: 'Parameters', body: 'Request body', answer: 'Answer', where: 'In', name: 'Name',
      type: 'Type', must: 'Required', yes: 'yes', no: 'no', open: 'open', session: 'signed in',
      permission: 'needs the right ', tryIt: 'Try it', send: 'Send', count: n => `${n} operations`,
      failed: 'The document cannot be read; reload the page', other: '中文' },
  };
  const main = document.getElementById('main');
  const search = document.getElementById('search');
  const toggle = document.getElementById('language');
  let language = (navigator.language || 'zh').startsWith('en') ? 'en' : 'zh';
  let openapi = null;
  let fields = 0;
  const t = key => words[language][key];

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    for (const child of children) if (child !== null) node.append(child);
    return node;
  }
  // A schema with its references put in, each named struct at most once on the way down.
  function whole(schema, seen = []) {
    if (Array.isArray(schema)) return schema.map(one => whole(one, seen));
    if (!schema || typeof schema !== 'object') return schema;
    if (schema.$ref) {
      const name = schema.$ref.split('/').pop();
      if (seen.includes(name)) return { $ref: name };
      return whole(openapi.components.schemas[name] || {}, [...seen, name]);
    }
    return Object.fromEntries(Object.entries(schema).map(([k, v]) => [k, whole(v, seen)]));
  }
  function typeOf(schema) {
    const full = whole(schema);
    if (full.enum) return full.enum.join(' | ');
    if (full.type === 'array') return `${typeOf(full.items || {})}[]`;
    const bounds = [full.minimum, full.maximum].some(b => b !== undefined)
      ? ` (${full.minimum ?? ''}…${full.maximum ?? ''})` : '';
    return (full.format || full.type || 'any') + bounds;
  }
  function schemaBlock(title, content) {
    if (!content) return null;
    const schema = Object.values(content)[0].schema;
    return make('div', {}, make('h3', {}, title),
      make('pre', { tabindex: '0', role: 'group', 'aria-label': title },
        JSON.stringify(whole(schema), null, 2)));
  }
  function parameterTable(parameters) {
    if (!parameters.length) return null;
    const head = make('tr', {}, ...['name', 'where', 'type', 'must'].map(k => make('th', { scope: 'col' }, t(k))));
    const rows = parameters.map(p => make('tr', {}, make('td', {}, make('code', {}, p.name)),
      make('td', {}, p.in), make('td', {}, typeOf(p.schema)), make('td', {}, p.required ? t('yes') : t('no'))));
    return make('div', {}, make('h3', {}, t('parameters')),
      make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)));
  }
  function tryForm(path, operation) {
    const form = make('form', {});
    const inputs = [];
    for (const p of operation.parameters.filter(one => one.in !== 'header')) {
      const id = `f${++fields}`;
      const input = make('input', { id, name: p.name, autocomplete: 'off' });
      if (p.required) input.required = true;
      inputs.push([p, input]);
      form.append(make('label', { for: id }, p.name), input);
    }
    form.append(make('button', { type: 'submit' }, t('send')));
    const result = make('pre', { tabindex: '0', role: 'status', 'aria-label': t('answer') });
    result.hidden = true;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      let url = path;
      const query = new URLSearchParams();
      for (const [p, input] of inputs) {
        if (p.in === 'path') url = url.replace(`{${p.name}}`, encodeURIComponent(input.value));
        else if (input.value !== '') query.append(p.name, input.value);
      }
      if ([...query].length) url += `?${query}`;
      const began = performance.now();
      let text;
      try {
        const answer = await fetch(url, { headers: { 'Accept-Language': language } });
        const body = await answer.text();
        const took = Math.round(performance.now() - began);
        let shown = body;
        try { shown = JSON.stringify(JSON.parse(body), null, 2); } catch { /* not JSON: as it is */ }
        text = `GET ${url}\n${answer.status} · ${took} ms\n\n${shown.slice(0, 100000)}`;
      } catch (error) {
        text = String(error);
      }
      result.textContent = text;
      result.hidden = false;
    });
    return make('div', {}, make('h3', {}, t('tryIt')), form, result);
  }
  function policyOf(operation) {
    if (operation['x-permission']) return t('permission') + operation['x-permission'];
    return operation.security.length ? t('session') : t('open');
  }
  function operationBlock(path, method, operation) {
    const summary = language === 'zh' ? operation['x-summary-zh'] : operation.summary;
    const block = make('details', { id: operation.operationId },
      make('summary', {}, make('span', { class: 'method' }, method.toUpperCase()),
        make('code', {}, path), ` ${summary || ''}`));
    block.addEventListener('toggle', () => {
      if (!block.open || block.children.length > 1) return;
      const answer = operation.responses['2XX'];
      block.append(make('div', { class: 'inside' }, make('p', { class: 'soft' }, policyOf(operation)),
        parameterTable(operation.parameters),
        schemaBlock(t('body'), operation.requestBody && operation.requestBody.content),
        schemaBlock(t('answer'), answer && answer.content),
        method === 'get' ? tryForm(path, operation) : null));
    });
    return block;
  }
  function render() {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    for (const node of document.querySelectorAll('[data-zh]')) node.textContent = node.dataset[language];
    toggle.textContent = t('other');
    toggle.lang = language === 'zh' ? 'en' : 'zh-CN';
    main.replaceChildren();
    if (!openapi) return;
    const wanted = search.value.trim().toLowerCase();
    let count = 0;
    for (const tag of openapi.tags) {
      const blocks = [];
      for (const [path, methods] of Object.entries(openapi.paths)) {
        for (const [method, operation] of Object.entries(methods)) {
          if (operation.tags[0] !== tag.name) continue;
          const text = `${method} ${path} ${operation.summary} ${operation['x-summary-zh']}`.toLowerCase();
          if (wanted && !text.includes(wanted)) continue;
          blocks.push(operationBlock(path, method, operation));
        }
      }
      count += blocks.length;
      if (blocks.length) main.append(make('section', {}, make('h2', {}, tag.name || 'api'), ...blocks));
    }
    document.getElementById('count').textContent = t('count')(count);
  }
  search.addEventListener('input', render);
  toggle.addEventListener('click', () => { language = language === 'zh' ? 'en' : 'zh'; render(); });
  fetch('/api/v1/openapi.json').then(answer => answer.json()).then(value => {
    openapi = value;
    document.getElementById('title').textContent = `${value.info.title} ${value.info.version}`;
    document.title = value.info.title;
    render();
  }).catch(() => { render(); document.getElementById('count').textContent = t('failed'); });
})();
)page";

}  // namespace linli::http
