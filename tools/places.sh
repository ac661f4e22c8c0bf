#!/usr/bin/env bash
# Pictures of the place editor and the map on the sample articles, in both themes, written to a
# folder. Usage: places.sh PROGRAM FOLDER
set -euo pipefail

program=$(realpath "${1:?usage: places.sh PROGRAM FOLDER}")
mkdir -p "${2:?usage: places.sh PROGRAM FOLDER}"
out=$(realpath "$2")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'kill "${desk:-}" "${screen:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
unset WAYLAND_DISPLAY

exec 3<>"$work/display"
Xvfb -displayfd 3 -screen 0 1400x900x24 >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
  [ -s "$work/display" ] && break
  sleep 0.1
done
export DISPLAY=:$(head -n 1 "$work/display")

press() {
  for chord in "$@"; do
    xdotool key "$chord"
    sleep 0.4
  done
}

shot() {
  sleep 0.8
  import -window "$window" "$out/$theme-$1.png"
}

for theme in ${PICTURE_THEMES:-light dark}; do
  rm -rf "$work/news" "$work/config" "$work/data"
  mkdir -p "$work/config/obelus" "$work/news"
  cp "$root"/assets/samples/* "$work/news/"
  printf '{"theme":"%s","annotator":"amina"}' "$theme" >"$work/config/obelus/settings.json"
  XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data HOME=$work/home "$program" "$work/news" &
  desk=$!
  window=
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --name '^Obelus' 2>/dev/null | head -n 1 || true)
    [ -n "$window" ] && break
    sleep 0.1
  done
  until xdotool windowfocus "$window" 2>/dev/null; do sleep 0.1; done
  sleep 2.5
  press ctrl+shift+Return Return ctrl+Home m m m
  shot place
  press v
  shot candidates
  xdotool type --delay 40 'tripoli'
  shot typed
  press Escape shift+F2
  shot map
  press Home plus plus Right
  shot near
  kill "$desk"
  wait "$desk" 2>/dev/null || true
done
echo "pictures: $out"
