#!/usr/bin/env bash
# lint.sh [REV]: clang-format and clang-tidy on the C++ files changed since REV (default: the commit
# before this one); with --all on every file. Exits 1 and says which file and line.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-HEAD~1}
if [ "$base" = --all ]; then
    files=$(git ls-files 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' 'bench/*.cpp' 'fuzz/*.cpp')
else
    git rev-parse -q --verify "$base" >/dev/null || base=$(git rev-list --max-parents=0 HEAD | tail -n 1)
    files=$(git diff --name-only --diff-filter=AM "$base" -- 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' 'bench/*.cpp' 'fuzz/*.cpp')
fi
[ -n "$files" ] || { echo "no C++ file has changed"; exit 0; }
# shellcheck disable=SC2086
clang-format-14 --dry-run -Werror $files
# clang-tidy reads the compile commands of a tree without precompiled headers.
[ -f build/tidy/compile_commands.json ] || CC=clang-14 CXX=clang++-14 cmake --preset debug -B build/tidy -DLINLI_PCH=OFF >/dev/null
sources=$(echo "$files" | grep -E '^src/.*\.cpp$' | grep -v _test.cpp || true)
[ -n "$sources" ] || exit 0
echo "$sources" | xargs -P "$(nproc)" -n 2 clang-tidy-14 -p build/tidy --quiet
