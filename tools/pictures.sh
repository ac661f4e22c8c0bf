#!/usr/bin/env bash
# Pictures of the desk on a sample article with some forty spans, in both themes and three sizes,
# written to a folder. Usage: pictures.sh PROGRAM FOLDER
set -euo pipefail

program=$(realpath "${1:?usage: pictures.sh PROGRAM FOLDER}")
mkdir -p "${2:?usage: pictures.sh PROGRAM FOLDER}"
out=$(realpath "$2")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'kill "${desk:-}" "${screen:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
unset WAYLAND_DISPLAY

exec 3<>"$work/display"
Xvfb -displayfd 3 -screen 0 2560x1600x24 >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
  [ -s "$work/display" ] && break
  sleep 0.1
done
export DISPLAY=:$(head -n 1 "$work/display")

picture() { # THEME NAME WIDTH HEIGHT SCALE
  local home=$work/$1-$2
  mkdir -p "$home/obelus" "$home/articles"
  cp "$root"/assets/samples/* "$home/articles/"
  printf '{"theme":"%s"}' "$1" >"$home/obelus/settings.json"
  XDG_CONFIG_HOME=$home WINIT_X11_SCALE_FACTOR=$5 "$program" "$home/articles" &
  desk=$!
  local window=
  for _ in $(seq 200); do
    window=$(xdotool search --name '^Obelus' 2>/dev/null | head -n 1 || true)
    [ -n "$window" ] && break
    sleep 0.1
  done
  xdotool windowsize "$window" "$3" "$4"
  until xdotool windowfocus "$window" 2>/dev/null; do sleep 0.1; done
  sleep 2.5
  # Most suggestions are accepted in bulk; then one span is selected and a suggestion reviewed.
  xdotool key ctrl+shift+Return
  sleep 0.8
  xdotool key Return
  sleep 0.8
  xdotool key ctrl+Home
  sleep 0.2
  xdotool key "${PICTURE_KEY:-n}"
  sleep 3
  import -window "$window" "$out/$1-$2.png"
  kill "$desk"
  wait "$desk" 2>/dev/null || true
}

for theme in ${PICTURE_THEMES:-light dark}; do
  picture "$theme" 1280x800 1280 800 1
  picture "$theme" 1920x1080 1920 1080 1
  picture "$theme" 200-percent 2560 1600 2
done
echo "pictures: $out"
