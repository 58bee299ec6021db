# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by the other tools: the project's root, what they say, and what they need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What the program links against; the tests need more.
# shellcheck disable=SC2034
build_packages=(liblmdb-dev libzstd-dev libexpat1-dev zlib1g-dev libsqlite3-dev)

# One set of flags for build and test, so that one build serves both. The import check fails where
# a target imports another that its line in Package.swift does not name.
# shellcheck disable=SC2034
build_flags=(--explicit-target-dependency-import-check error)

say() { printf '\n== %s\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Refuses to go on without Swift 6.2 or later and git.
need_toolchain() {
    local version
    command -v git >/dev/null || die "git is missing: install it with apt-get install git."
    command -v swift >/dev/null \
        || die "Swift is missing: install Swift 6.2 or later (swift.org/install) and open a new shell."
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] || die "'swift --version' names no version: install Swift 6.2 or later (swift.org/install)."
    [ "$(printf '%s\n' 6.2 "$version" | sort -V | head -n 1)" = 6.2 ] \
        || die "Swift $version is too old: install Swift 6.2 or later (swift.org/install)."
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Installs those of the named system packages that are missing; asks for nothing else.
need_packages() {
    local name missing=() as_root=()
    command -v dpkg-query >/dev/null \
        || die "This is neither Debian nor Ubuntu: install what corresponds to $* and run the commands of README by hand."
    for name in "$@"; do is_installed "$name" || missing+=("$name"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null \
            || die "As root, run: apt-get install ${missing[*]}. Then run this again."
        as_root=(sudo)
    fi
    say "Installing system packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}
