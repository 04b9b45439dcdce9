#!/usr/bin/env bash
# decision.sh [SECONDS for each figure, 1]: the same expressions and decision tables with Linli, with
# feelin (npm, installed below bench/feelin/) and with a plain C++ function, in one run. Prints
# Markdown.
set -euo pipefail
cd "$(dirname "$0")/.."
program=build/release/bench/bench_decision
[ -x "$program" ] || { echo "Build it first: cmake --preset bench && cmake --build --preset bench --target bench_decision" >&2; exit 1; }
command -v npm >/dev/null || { echo "npm is missing; apt-get install nodejs npm" >&2; exit 1; }
(cd bench/feelin && npm ci --no-audit --no-fund --silent >&2)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" bench/decision_cases.json "${1:-1}" >"$work/linli"
node bench/feelin/feelin.mjs bench/decision_cases.json "${1:-1}" >"$work/feelin"
cat "$work/linli" "$work/feelin" | node bench/feelin/markdown.mjs
