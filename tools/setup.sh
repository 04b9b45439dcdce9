# Shared by ./run and ./test: says what it does, installs what is missing, builds. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

STARTED=$SECONDS
say() { printf '[%3ds] %s\n' $((SECONDS - STARTED)) "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

BUILD_PACKAGES="g++ cmake ninja-build ccache mold pkg-config zlib1g-dev
  libsoci-dev libsqlite3-dev libpq-dev libssl-dev libsodium-dev libfmt-dev libspdlog-dev
  libicu-dev libyaml-cpp-dev libpugixml-dev libjpeg-dev libpng-dev libwebp-dev libcli11-dev
  libintelrdfpmath-dev"
TEST_PACKAGES="libgtest-dev libgmock-dev librapidcheck-dev libvalijson-dev postgresql chromium fonts-noto-cjk
  clang-format-14 clang-tidy-14 curl openssl"

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -E "$@"
    else stop "Packages must be installed, and that needs root. Run this as root, or install sudo: $*"
    fi
}

# The Boost that the distribution has: 1.81 on Debian 12, 1.83 on Ubuntu 24.04.
boost_packages() {
    local v
    for v in 1.81 1.83; do
        if installed "libboost-json$v-dev" || apt-cache show "libboost-json$v-dev" >/dev/null 2>&1; then
            echo "libboost$v-dev libboost-json$v-dev"
            return
        fi
    done
    echo "libboost1.81-dev libboost-json1.81-dev"
}

# need_packages "what for" package...: installs those that are missing, with one clear message if one
# cannot be had.
need_packages() {
    local purpose=$1 missing=() p
    shift
    for p in "$@"; do installed "$p" || missing+=("$p"); done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null || stop "This needs a Debian 12 or Ubuntu 24.04 machine (apt-get was not found)."
    if [ -z "${APT_UPDATED:-}" ]; then
        say "reading the package lists"
        as_root apt-get update -qq || say "the package lists could not be read anew; going on with the old ones"
        APT_UPDATED=1
    fi
    # The choice of Boost may only be known now.
    say "installing ${#missing[@]} packages for $purpose: ${missing[*]}"
    if ! as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$ROOT/build/apt.log" 2>&1; then
        tail -n 15 "$ROOT/build/apt.log" >&2
        for p in "${missing[@]}"; do
            apt-cache show "$p" >/dev/null 2>&1 || echo "not to be had: $p" >&2
        done
        stop "A package could not be installed (see above and build/apt.log). Check the network and the package sources, then run this again."
    fi
}

need_build_packages() {
    mkdir -p build
    if ! command -v apt-cache >/dev/null; then stop "This needs a Debian 12 or Ubuntu 24.04 machine (apt was not found)."; fi
    if ! installed libboost-json1.81-dev && ! installed libboost-json1.83-dev && [ -z "${APT_UPDATED:-}" ]; then
        say "reading the package lists"
        as_root apt-get update -qq || say "the package lists could not be read anew; going on with the old ones"
        APT_UPDATED=1
    fi
    # shellcheck disable=SC2046,SC2086
    need_packages "the build" $BUILD_PACKAGES $(boost_packages)
}

# Node 18 or newer with npm: the one on the machine, or the distribution's.
need_node() {
    local major=0
    command -v node >/dev/null && major=$(node -p 'process.versions.node.split(".")[0]')
    if [ "$major" -lt 18 ] || ! command -v npm >/dev/null; then
        need_packages "the browser app" nodejs npm
        major=$(node -p 'process.versions.node.split(".")[0]')
        [ "$major" -ge 18 ] || stop "Node 18 or newer is needed for the browser app; this machine has $(node --version)."
    fi
}

# A fingerprint of the files that a step depends on; the step is skipped when it has not changed.
fingerprint() { find "$@" -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16; }

npm_install() {
    local mark=web/node_modules/.linli-lock now
    now=$(fingerprint web/package.json web/package-lock.json)
    [ "$(cat "$mark" 2>/dev/null)" = "$now" ] && return
    say "fetching the parts of the browser app (npm)"
    (cd web && npm ci --no-audit --no-fund --loglevel=error) >build/npm.log 2>&1 ||
        { tail -n 15 build/npm.log >&2; stop "The parts of the browser app could not be fetched (see above and build/npm.log). Check the network, then run this again."; }
    echo "$now" >"$mark"
}

mark_web_built() { fingerprint web >web/dist/.linli-source; }

build_web() {
    need_node
    [ "$(cat web/dist/.linli-source 2>/dev/null)" = "$(fingerprint web)" ] && return
    npm_install
    say "building the browser app"
    (cd web && npm run build) >build/web.log 2>&1 || { tail -n 30 build/web.log >&2; stop "The browser app does not build (see above and build/web.log)."; }
    mark_web_built
}

# build_server preset target...: with a line of progress on a terminal, a line a tenth elsewhere.
build_server() {
    local preset=$1
    shift
    if [ ! -f "build/$preset/build.ninja" ] || [ -n "${CONFIGURE:-}" ]; then
        say "configuring the build ($preset)"
        # shellcheck disable=SC2086
        cmake --preset "$preset" ${CONFIGURE:-} >build/configure.log 2>&1 ||
            { tail -n 30 build/configure.log >&2; stop "The build cannot be configured (see above and build/configure.log)."; }
    fi
    say "building the server ($preset): $*"
    if ! ninja -C "build/$preset" "$@" 2>&1 | tee build/build.log | progress; then
        grep -E 'error|FAILED' -A 6 build/build.log | head -n 60 >&2
        stop "The server does not build (see above and build/build.log)."
    fi
}
progress() {
    awk -v tty="$([ -t 1 ] && echo 1 || echo 0)" '
        match($0, /^\[[0-9]+\/[0-9]+\]/) {
            split(substr($0, 2, RLENGTH - 2), n, "/"); tenth = int(10 * n[1] / n[2])
            if (tty) { printf "\r       %d of %d", n[1], n[2]; fflush() }
            else if (n[2] > 10 && tenth > last) { printf "       %d of %d\n", n[1], n[2]; fflush(); last = tenth }
        }
        END { if (tty) printf "\r%40s\r", "" }'
}
