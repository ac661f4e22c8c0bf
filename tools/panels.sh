#!/usr/bin/env bash
# Pictures of every panel and page of the desk on a small corpus, in both themes, written to a
# folder. Usage: panels.sh PROGRAM FOLDER
set -euo pipefail

program=$(realpath "${1:?usage: panels.sh PROGRAM FOLDER}")
mkdir -p "${2:?usage: panels.sh PROGRAM FOLDER}"
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

start() { # THEME PATH…
  local theme=$1
  shift
  mkdir -p "$work/config/obelus"
  printf '{"theme":"%s","annotator":"amina"}' "$theme" >"$work/config/obelus/settings.json"
  XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data HOME=$work/home "$program" "$@" &
  desk=$!
  window=
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --name '^Obelus' 2>/dev/null | head -n 1 || true)
    [ -n "$window" ] && break
    sleep 0.1
  done
  until xdotool windowfocus "$window" 2>/dev/null; do sleep 0.1; done
  sleep 2.5
}

stop() {
  kill "$desk"
  wait "$desk" 2>/dev/null || true
}

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

corpus() { # FOLDER
  mkdir -p "$1"
  cp "$root"/assets/samples/* "$1/"
  "$program" schema >"$1/obelus.toml"
  cat >>"$1/obelus.toml" <<'TOML'

[guidelines]
text = """
# How to annotate
Mark **who** acts and **where** it happens.

## Actors
- the whole phrase, with its title
- a country only where it *acts*, decides or speaks

## Figures
The number with its unit and the noun that it counts; `about` stays outside.
"""
TOML
}

for theme in ${PICTURE_THEMES:-light dark}; do
  rm -rf "$work/data" "$work/news" "$work/records"
  start "$theme"
  shot welcome
  stop

  corpus "$work/news"
  start "$theme" "$work/news"
  press ctrl+shift+Return Return ctrl+Return ctrl+shift+Return Return
  shot articles
  press ctrl+shift+f
  xdotool type --delay 20 'figure>20'
  shot search
  press Escape Escape shift+F1
  shot guide
  press F7
  shot statistics
  press F7 ctrl+comma
  shot settings
  press Escape
  stop

  mkdir -p "$work/records"
  printf '%s\n' '{"id":"n1","headline":"Ceasefire holds","body":"Rebels left Aleppo on Monday after talks.","date":"2024-03-02"}' \
    '{"id":"n2","headline":"March in Lagos","body":"Police fired on 40 marchers in Lagos.","date":"2024-03-03"}' \
    '{"id":"n3",' '{"id":"n2","headline":"Storm","body":"A storm hit Manila and Cebu.","date":"2024-03-04"}' \
    >"$work/records/news.jsonl"
  start "$theme" "$work/records/news.jsonl"
  shot columns
  press Return
  shot records
  stop
done
echo "pictures: $out"
