#!/usr/bin/env bash
# What the real window takes: until the first text is painted, and of memory, beside an empty window
# on the same renderer. Usage: window.sh FOLDER-WITH-THE-PROGRAMS [BYTES]
set -euo pipefail

programs=$(realpath "${1:?usage: window.sh FOLDER [BYTES]}")
bytes=${2:-10000000}
runs=${RUNS:-5}
folder=$(mktemp -d)
trap 'kill "${shown:-}" "${screen:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder/home XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data
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

"$programs/examples/large_article" "$folder/with" "$bytes"
mkdir -p "$folder/without"
cp "$folder/with/large.txt" "$folder/without/"

# Milliseconds from the start until the window has the title that it takes with its first text.
until_titled() {
  local title=$1 begun ended
  shift
  begun=$(date +%s%N)
  "$@" >/dev/null 2>&1 &
  shown=$!
  until xdotool search --onlyvisible --name "$title" >/dev/null 2>&1; do
    kill -0 "$shown" || { echo "window: the program ended" >&2; exit 1; }
    [ $(($(date +%s%N) - begun)) -lt 60000000000 ] || { echo "window: no $title" >&2; exit 1; }
  done
  ended=$(date +%s%N)
  took=$(((ended - begun) / 1000000))
}

leave() {
  kill -9 "$shown" 2>/dev/null || true
  wait "$shown" 2>/dev/null || true
  rm -f "$folder"/with*/.*journal* "$folder"/with*/.*lock* "$folder"/with*/*.lock
}

resident() {
  awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$shown/status"
}

median() {
  sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# Runs one kind of start several times; the medians of time and memory.
measure() {
  local what=$1 title=$2
  shift 2
  local times='' first='' rest=''
  for _ in $(seq "$runs"); do
    until_titled "$title" "$@"
    times+="$took"$'\n'
    sleep 1
    first+="$(resident)"$'\n'
    # Until matching, if any, is through: half a second without work.
    for _ in $(seq 120); do
      local before after
      before=$(awk '{ print $14 + $15 }' "/proc/$shown/stat")
      sleep 0.5
      after=$(awk '{ print $14 + $15 }' "/proc/$shown/stat")
      [ $((after - before)) -le 1 ] && break
    done
    rest+="$(resident)"$'\n'
    leave
  done
  printf '%-34s first text %5s ms, resident after a second %4s MB, at rest %4s MB\n' "$what" \
    "$(printf %s "$times" | median)" "$(printf %s "$first" | median)" "$(printf %s "$rest" | median)"
}

measure "empty window" '^Obelus.*drawn$' "$programs/examples/empty_window"
measure "$((bytes / 1000000)) MB" '^Obelus.*large.txt$' "$programs/obelus" "$folder/without/large.txt"
measure "$((bytes / 1000000)) MB with its spans" '^Obelus.*large.txt$' "$programs/obelus" "$folder/with/large.txt"
