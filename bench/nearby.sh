#!/usr/bin/env bash
# nearby.sh [ARGUMENTS of the program]: brings up a private Redis and a private PostgreSQL with PostGIS
# on free ports, runs build/release/bench/nearby against them and stops them. Prints Markdown.
# Debian packages: redis-server libhiredis-dev postgresql-15 postgresql-15-postgis-3.
set -euo pipefail
cd "$(dirname "$0")/.."
program=build/release/bench/nearby
[ -x "$program" ] || { echo "Build it first: cmake --preset bench && cmake --build --preset bench --target nearby" >&2; exit 1; }
for need in redis-server /usr/lib/postgresql/15/bin/initdb; do
    command -v "$need" >/dev/null || { echo "$need is missing; see the head of $0 for the packages" >&2; exit 1; }
done

work=$(mktemp -d)
redis_port=$((20000 + RANDOM % 10000))
pg_port=$((redis_port + 1))
bin=/usr/lib/postgresql/15/bin
as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -c "$1"; else bash -c "$1"; fi; }
finish() {
    [ -z "${redis_pid:-}" ] || kill "$redis_pid" 2>/dev/null || true
    as_postgres "$bin/pg_ctl -D $work/pg -m immediate stop" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT

redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work" \
    --daemonize no >"$work/redis.log" 2>&1 &
redis_pid=$!
mkdir "$work/pg" "$work/data"
[ "$(id -u)" != 0 ] || { chmod 755 "$work"; chown postgres "$work/pg"; }
as_postgres "$bin/initdb -D $work/pg -A trust -U bench -E UTF8 --locale=C.UTF-8" >/dev/null
as_postgres "$bin/pg_ctl -D $work/pg -w -l $work/pg/log start -o '-p $pg_port -k $work/pg -c listen_addresses=127.0.0.1 -c shared_buffers=1GB -c work_mem=64MB -c jit=off'" >/dev/null

"$program" --redis "$redis_port" --postgis "postgresql://bench@127.0.0.1:$pg_port/postgres" \
    --folder "$work/data" "$@"
