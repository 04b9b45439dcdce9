#!/usr/bin/env bash
# process.sh [SECONDS for each figure, 2]: instances a second of the durable process engine on SQLite
# and PostgreSQL, beside bpmn-engine (npm, in memory, not durable) and beside the same rows written
# to SQLite without any engine; then the same with LINLI_BENCH_WAITING (1,000,000) instances that
# wait. One run; prints Markdown.
set -euo pipefail
cd "$(dirname "$0")/.."
program=build/release/bench/bench_process
[ -x "$program" ] || { echo "Build it first: cmake --preset bench && cmake --build --preset bench --target bench_process" >&2; exit 1; }
seconds=${1:-2}
(cd bench/bpmn-engine && npm ci --no-audit --no-fund --silent >&2)
. tools/setup.sh
. tools/postgres.sh
PG_DIR=
work=$(mktemp -d)
trap 'stop_postgres; rm -rf "$work"' EXIT
start_postgres >&2
node bench/bpmn-engine/run.mjs bench/models "$seconds" >"$work/figures"
"$program" "$work/data" bench/models "$seconds" "$PG_URL" >>"$work/figures"
awk -F'\t' '
    { v[$1] = $2 }
    function row(what, of, store,   c, line) {
        line = "| " what " |"
        split("1 8 64 256", callers, " ")
        for (c = 1; c <= 4; c++) line = line " " v[store " " of " " callers[c]] " |"
        print line
    }
    END {
        print "| Instances a second | 1 | 8 | 64 | 256 |\n|---|---|---|---|---|"
        row("simple, SQLite, callers at once", "simple", "sqlite")
        row("simple, rows alone, acts in one commit", "simple", "raw")
        row("simple, PostgreSQL, callers at once", "simple", "postgresql")
        row("two tasks, SQLite, callers at once", "tasks", "sqlite")
        row("two tasks, rows alone, acts in one commit", "tasks", "raw")
        row("two tasks, PostgreSQL, callers at once", "tasks", "postgresql")
        printf "\nbpmn-engine, in memory: simple %s, two tasks %s instances a second.\n", v["bpmn-engine simple"], v["bpmn-engine tasks"]
        print "\n| One caller, SQLite, a second |"
        for (k in v) if (k ~ /waiting$|^filled/) print "| " k " | " v[k] " |" | "sort"
    }' "$work/figures"
