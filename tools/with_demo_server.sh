#!/usr/bin/env bash
# with_demo_server.sh PRESET COMMAND...: starts a server with a fresh demonstration city on a free port,
# runs COMMAND with LINLI_URL set, stops the server. The data live in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
data=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$data"' EXIT
server=
build/release/linli demo --data "$data" --preset "$preset" >"$data/demo.log" 2>&1 || { cat "$data/demo.log"; exit 1; }
port=$((40000 + RANDOM % 20000))
build/release/linli serve --data "$data" --port "$port" --web web/dist --demo >"$data/serve.log" 2>&1 &
server=$!
for _ in $(seq 100); do
    if curl -sf "http://localhost:$port/api/v1/health" >/dev/null; then break; fi
    kill -0 "$server" 2>/dev/null || { cat "$data/serve.log"; exit 1; }
    sleep 0.1
done
LINLI_URL=http://localhost:$port LINLI_SERVER_PID=$server "$@"
