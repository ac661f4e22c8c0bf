#!/usr/bin/env bash
# Opens the desk. Where there is no display: on a virtual one, where it shows the articles once,
# writes target/first-look.png, prints what it saw and ends.
set -euo pipefail

program=${1:?usage: run.sh PROGRAM PATH...}
shift
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$program" "$@"
fi
mkdir -p target
echo "run: there is no display; opening the desk on a virtual one"
exec timeout 120 xvfb-run -a -s "-screen 0 1280x800x24" \
  "$program" --first-look target/first-look.png "$@"
