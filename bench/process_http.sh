#!/usr/bin/env bash
# process_http.sh [SECONDS for each figure, 5]: round trips of a task through HTTP a second (start an
# instance, be given the next task, complete it), on SQLite and PostgreSQL, beside bpmn-engine (npm, in
# memory, no HTTP) with the same model. One run; prints Markdown.
# Build first: cmake --preset bench && cmake --build --preset bench --target linli bench_process_http
set -euo pipefail
cd "$(dirname "$0")/.."
ROOT=$PWD
seconds=${1:-5}
linli=build/release/linli
client=build/release/bench/bench_process_http
for need in "$linli" "$client" curl; do
    command -v "$need" >/dev/null || { echo "$need is missing; see the head of $0" >&2; exit 1; }
done
(cd bench/bpmn-engine && npm ci --no-audit --no-fund --silent >&2)
work=$(mktemp -d)
server=
PG_DIR=
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; server=; }
. tools/postgres.sh
trap 'stop; stop_postgres; rm -rf "$work"' EXIT

# measure NAME ARGUMENTS...: a server with the small demonstration city, and the figures as a row.
measure() {
    local name=$1 port
    shift
    rm -rf "$work/data"
    "$linli" demo --data "$work/data" --preset small "$@" >"$work/demo.log"
    port=$((30000 + RANDOM % 20000))
    "$linli" serve --data "$work/data" --port "$port" --requests-per-second 0 --no-access-log "$@" >"$work/serve.log" 2>&1 &
    server=$!
    until curl -sf "http://127.0.0.1:$port/api/v1/health" >/dev/null; do sleep 0.1; kill -0 "$server"; done
    "$client" "$port" bench/models/desk.bpmn "$seconds" >"$work/figures"
    awk -F'\t' -v name="$name" '{ row = row " " $2 " |" } END { print "| " name " |" row }' "$work/figures"
    stop
}

echo "| Round trips a second through HTTP | 1 caller | 8 callers | 64 callers |"
echo "|---|---|---|---|"
measure SQLite
start_postgres >&2
measure PostgreSQL --db "$PG_URL"
node bench/bpmn-engine/run.mjs bench/models "$seconds" | awk -F'\t' '/desk/ { print "\nbpmn-engine, in memory, without HTTP: " $2 " a second." }'
