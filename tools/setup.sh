#!/usr/bin/env bash
# Installs the system packages that running (`run`) or testing (`test`) needs, where it may; else
# says which they are and how to install them. Does nothing where all are there.
set -euo pipefail

purpose=${1:?usage: setup.sh run|test}
window=(libgl1-mesa-dri libegl1 libgl1 libx11-xcb1 libxkbcommon-x11-0 libxkbcommon0)
virtual=(xvfb xauth)
# The last has the Chinese of a picture that tests compare.
testing=(xdotool imagemagick strace fonts-droid-fallback)

needed=("${window[@]}")
if [ "$purpose" = test ]; then
  needed+=("${virtual[@]}" "${testing[@]}")
elif [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  needed+=("${virtual[@]}")
fi

if ! command -v cargo >/dev/null; then
  echo "setup: cargo is missing; install the stable Rust toolchain with rustup" >&2
  exit 2
fi
if ! command -v dpkg-query >/dev/null; then
  echo "setup: this is no Debian or Ubuntu; needed are the counterparts of: ${needed[*]}" >&2
  exit 0
fi

missing=()
for package in "${needed[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
if [ "$(id -u)" -eq 0 ]; then
  asroot=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  asroot=(sudo -n)
else
  echo "setup: these system packages are missing: ${missing[*]}" >&2
  echo "setup: install them with: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "setup: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${asroot[@]}" "${install[@]}" >/dev/null 2>&1 || {
  "${asroot[@]}" apt-get update >/dev/null
  "${asroot[@]}" "${install[@]}" >/dev/null
}
