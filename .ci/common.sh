# shellcheck shell=bash
# What the checks share. A check is an executable file check-* here; it exits 0, or 77 when it was skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

skip() {
  echo "skipped: $*"
  exit 77
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() {
  command -v apt-get >/dev/null || return 1
  as_root apt-get update -qq || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Copies the checkout as git sees it, so that another build does not touch this one's target folders.
copy_checkout() {
  git ls-files -co --exclude-standard -z | tar --null -T - --ignore-failed-read -cf - 2>/dev/null | tar -xf - -C "$1"
}

# What git would call a change: names and contents.
checkout_state() {
  { git status --porcelain; git diff; } | sha256sum
}

compose() {
  if docker compose version >/dev/null 2>&1; then
    docker compose "$@"
  else
    docker-compose "$@"
  fi
}

# Debian's address of this machine, for packages of its next release.
debian_archive() {
  sed -nE 's/^(URIs: |deb )(\[[^]]*\] )?(https?:[^ ]*\/debian)\/?( .*)?$/\3/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | head -1 || true
}

# Debian 12 has only the old compose, which rejects today's files; the next Debian's runs on it.
compose_v2() {
  compose version 2>/dev/null | grep -qE 'version v?[2-9]' && return
  local uri
  uri=$(debian_archive)
  [ -n "$uri" ] && [ "$(id -u)" = 0 ] || return 1
  echo "deb $uri trixie main" > /etc/apt/sources.list.d/trixie.list
  printf 'Package: *\nPin: release n=trixie\nPin-Priority: 50\n\nPackage: docker-compose\nPin: release n=trixie\nPin-Priority: 600\n' \
    > /etc/apt/preferences.d/trixie
  apt_install docker-compose
}
