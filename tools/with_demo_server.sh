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
# Port 0: the server takes a free one and says which.
build/release/linli serve --data "$data" --port 0 --web web/dist --demo >"$data/serve.log" 2>&1 &
server=$!
port=
for _ in $(seq 600); do
    port=$(sed -n 's|.*is ready on http://localhost:\([0-9]*\).*|\1|p' "$data/serve.log")
    [ -z "$port" ] || break
    kill -0 "$server" 2>/dev/null || { cat "$data/serve.log"; exit 1; }
    sleep 0.1
done
[ -n "$port" ] || { cat "$data/serve.log"; echo "the server was not ready within a minute" >&2; exit 1; }
LINLI_URL=http://localhost:$port LINLI_SERVER_PID=$server "$@"
