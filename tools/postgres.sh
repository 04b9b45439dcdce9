# start_postgres: a private PostgreSQL on a free port in a temporary folder; sets PG_URL.
# stop_postgres: stops it and removes the folder. Sourced by ./test.
PG_DIR=
pg_user() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi; }

start_postgres() {
    local bin port
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$bin" ] || stop "PostgreSQL was not found below /usr/lib/postgresql."
    PG_DIR=$(mktemp -d /tmp/linli-pg.XXXXXX)
    chmod 755 "$PG_DIR"
    mkdir "$PG_DIR/data"
    [ "$(id -u)" != 0 ] || chown -R postgres "$PG_DIR"
    PG_BIN=$bin
    pg_user "'$bin/initdb' -D '$PG_DIR/data' -A trust -U linli -E UTF8 --locale=C.UTF-8" >"$ROOT/build/postgres.log" 2>&1 ||
        { tail -n 10 "$ROOT/build/postgres.log"; stop "PostgreSQL for the tests could not be set up."; }
    # A port may be taken: then another.
    local tries
    for tries in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12000))  # below those that the system hands out
        if pg_user "'$bin/pg_ctl' -D '$PG_DIR/data' -l '$PG_DIR/log' -w -o '-p $port -k $PG_DIR -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=256MB' start" \
            >>"$ROOT/build/postgres.log" 2>&1; then
            break
        fi
        [ "$tries" -lt 5 ] || { tail -n 10 "$PG_DIR/log" "$ROOT/build/postgres.log"; stop "PostgreSQL for the tests did not start."; }
    done
    PG_URL="postgresql://linli@127.0.0.1:$port/postgres"
}

stop_postgres() {
    [ -n "$PG_DIR" ] || return 0
    pg_user "'$PG_BIN/pg_ctl' -D '$PG_DIR/data' -m immediate stop" >/dev/null 2>&1 || true
    rm -rf "$PG_DIR"
    PG_DIR=
}
