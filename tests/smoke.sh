#!/usr/bin/env bash
# The real window on a virtual display: opens an article, marks a word by keyboard, saves, looks at
# the file, and measures that the window then costs nothing. Usage: smoke.sh PROGRAM
set -euo pipefail

program=$(realpath "${1:?usage: smoke.sh PROGRAM}")
folder=$(mktemp -d)
trap 'kill "${desk:-}" "${screen:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT

printf 'Rebels left Aleppo on Monday.\n' >"$folder/report.txt"
export HOME=$folder/home XDG_CONFIG_HOME=$folder/config
mkdir -p "$HOME"
unset WAYLAND_DISPLAY

exec 3<>"$folder/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
  number=$(head -n 1 "$folder/display" 2>/dev/null || true)
  [ -n "$number" ] && break
  sleep 0.1
done
export DISPLAY=:$number

"$program" "$folder/report.txt" &
desk=$!
window=
for _ in $(seq 300); do
  window=$(xdotool search --name '^Obelus' 2>/dev/null | head -n 1 || true)
  [ -n "$window" ] && break
  sleep 0.1
done
[ -n "$window" ] || { echo "smoke: no window came up" >&2; exit 1; }
for _ in $(seq 50); do
  xdotool windowfocus "$window" 2>/dev/null && break
  sleep 0.1
done

saved=$folder/report.txt.obelus.json
for _ in $(seq 20); do
  xdotool key ctrl+Home key ctrl+Right key a key ctrl+s
  for _ in $(seq 15); do
    [ -f "$saved" ] && break 2
    sleep 0.1
  done
done
import -window "$window" "${SMOKE_PICTURE:-$folder/smoke.png}"

python3 - "$saved" <<'PY'
import json, sys
saved = json.load(open(sys.argv[1], encoding="utf-8"))
text = saved["article"]["text"]
spans = [(s["label"], text[s["start"]:s["end"]], s["quote"]) for s in saved["spans"]]
assert spans == [("actor", "Rebels", "Rebels")], spans
PY
echo "smoke: one span marked by keyboard and saved"

# Clock ticks of processor time that all threads of the desk have used.
ticks() {
  sed 's/.*) //' "/proc/$desk/stat" | awk '{ print $12 + $13 }'
}

# Five quiet seconds, after what was done has settled.
quiet() {
  sleep 3
  local before after
  before=$(ticks)
  sleep 5
  after=$(ticks)
  echo "smoke: $1: $((after - before)) clock ticks in five quiet seconds"
  if [ $((after - before)) -ge 2 ]; then
    echo "smoke: the window draws although nothing happens" >&2
    exit 1
  fi
}

xdotool mousemove --window "$window" 640 400
quiet "the pointer over the text"
xdotool key ctrl+f type Rebels
quiet "the find strip open"
