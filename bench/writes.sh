#!/usr/bin/env bash
# writes.sh [SECONDS]: durable, journaled writes a second through HTTP, beside what the disk and SQLite
# alone can do, and on PostgreSQL beside pgbench on the same server; all in one run. Prints Markdown.
# Debian packages: wrk postgresql-15 jq curl. Build first: cmake --preset bench && cmake --build --preset bench
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-8}
linli=build/release/linli
raw=build/release/bench/bench_writes_raw
for need in "$linli" "$raw" wrk jq curl; do
    command -v "$need" >/dev/null || { echo "$need is missing; see the head of $0" >&2; exit 1; }
done
work=$(mktemp -d)
server=
say() { echo "$*" >&2; }
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; server=; }
ROOT=$PWD
. tools/postgres.sh
trap 'stop; stop_postgres; rm -rf "$work"' EXIT

# load NAME CONNECTIONS: acknowledged writes a second of the Lua script NAME, and how many of a hundred
# requests were refused (503 after too many lost races on PostgreSQL) where any were.
load() {
    wrk -t1 -c"$2" -d"${seconds}s" -s "$work/$1.lua" "http://127.0.0.1:$port" | awk '
        /requests in/ {all = $1} /Non-2xx/ {refused = $NF} /Requests\/sec/ {rate = $2}
        END {printf "%.0f", rate * (all - refused) / all; if (refused) printf " (%.1f %% refused)", 100 * refused / all}'
}

# start ARGUMENTS...: a server with the small demonstration city; writes the Lua scripts for it.
start() {
    rm -rf "$work/data"
    "$linli" demo --data "$work/data" --preset small "$@" >"$work/demo.log"
    port=$((30000 + RANDOM % 20000))
    "$linli" serve --data "$work/data" --port "$port" --requests-per-second 0 --no-access-log --workers 256 "$@" >"$work/serve.log" 2>&1 &
    server=$!
    until curl -sf "http://127.0.0.1:$port/api/v1/health" >/dev/null; do sleep 0.1; kill -0 "$server"; done
    local cookie area listings
    cookie=$(curl -si -H 'X-Linli: 1' -H 'Content-Type: application/json' -d '{"login":"keeper","password":"Linli-demo-2026"}' \
        "http://127.0.0.1:$port/api/v1/sessions" | tr -d '\r' | sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p')
    area=$(curl -s "http://127.0.0.1:$port/api/v1/areas?level=community&limit=1" | jq -r '.items[0].id')
    listings=$(curl -s "http://127.0.0.1:$port/api/v1/listings?limit=100" | jq -r '[.items[].id] | map("\"" + . + "\"") | join(",")')
    cat >"$work/add.lua" <<LUA
local n = 0
math.randomseed(os.time())
local run = tostring(math.random(1, 1e9))
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/listings",
    {["Cookie"] = "$cookie", ["X-Linli"] = "1", ["Content-Type"] = "application/json", ["Idempotency-Key"] = run .. "-" .. n},
    '{"name_zh":"便民店' .. run .. n .. '","categories":["food"],"lat":28.9,"lng":123.4,"crs":"wgs84","area_id":"$area","phones":[{"number":"15400000001"}]}')
end
LUA
    cat >"$work/confirm.lua" <<LUA
local n = 0
local ids = {$listings}
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/listings/" .. ids[n % #ids + 1] .. "/confirmations",
    {["Cookie"] = "$cookie", ["X-Linli"] = "1", ["Content-Type"] = "application/json"}, "{}")
end
LUA
}

say "SQLite alone"
"$raw" "$work" 3 >"$work/raw.txt"
cat "$work/raw.txt"
echo
echo "| writes through HTTP a second | 1 client | 8 clients | 64 clients | 256 clients |"
echo "|---|---|---|---|---|"
for where in SQLite PostgreSQL; do
    if [ $where = SQLite ]; then start; else
        start_postgres
        start --db "$PG_URL"
    fi
    for what in confirm add; do
        row="| $where, $what a listing |"
        for clients in 1 8 64 256; do
            say "$where, $what, $clients clients"
            row="$row $(load $what "$clients") |"
        done
        echo "$row"
    done
    stop
done
say "pgbench on the same server"
row="| PostgreSQL, pgbench simple-update |"
"$PG_BIN/pgbench" -i -q -s 10 "$PG_URL" >/dev/null 2>&1
for clients in 1 8 64 256; do
    row="$row $("$PG_BIN/pgbench" -N -n -M prepared -c "$clients" -j 1 -T "$seconds" "$PG_URL" 2>/dev/null | awk '/^tps/ {printf "%.0f", $3}') |"
done
echo "$row"
