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
