#!/usr/bin/env bash
# The program opens no internet socket: its terminal commands and its window, where an article is
# opened, marked and saved, run under strace, and any socket but those of the display and the
# session (AF_UNIX, and AF_NETLINK to ask the kernel) fails the test. It fails too where nothing
# could be seen. Usage: no_network.sh PROGRAM
set -euo pipefail

program=$(realpath "${1:?usage: no_network.sh PROGRAM}")
fail() {
  echo "no network: $*" >&2
  exit 1
}
for tool in strace Xvfb xdotool; do
  command -v "$tool" >/dev/null || fail "$tool is missing; run tools/setup.sh test"
done

folder=$(mktemp -d)
trap 'kill "${traced:-}" "${screen:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder/home XDG_CONFIG_HOME=$folder/config
mkdir -p "$HOME" "$folder/articles"
unset WAYLAND_DISPLAY
story=$folder/articles/report.txt
printf 'Rebels left Aleppo on Monday. See https://example.org/ for more.\n' >"$story"
printf -- '---\ntitle: T\nurl: http://127.0.0.1:9/\n---\n![](http://127.0.0.1:9/a.png)\n' \
  >"$folder/articles/linked.md"

watch() { # LOG COMMAND...: follows every thread and child; sockets made by a ring would be unseen
  local log=$1
  shift
  strace -f -qq -e trace=execve,socket,connect,bind,io_uring_setup -e signal=none -o "$log" "$@"
}
# What a log must not hold.
others() {
  grep -E 'io_uring_setup\(|socket\(|sa_family=' "$1" | grep -vE 'AF_(UNIX|NETLINK)\b' || true
}

# Would it be seen? A datagram socket that is connected sends nothing.
watch "$folder/check" bash -c 'exec 3<>/dev/udp/127.0.0.1/9'
[ "$(others "$folder/check" | grep -c AF_INET)" -ge 1 ] || fail "strace shows no sockets here"

commands=0
command_line() {
  commands=$((commands + 1))
  local log=$folder/command-$commands
  # Some commands say by their status that they found faults.
  (cd "$folder/articles" && watch "$log" "$program" "$@" >"$folder/out" 2>&1) || [ $? -eq 1 ] ||
    fail "$* did not work: $(cat "$folder/out")"
  grep -q 'execve(' "$log" || fail "$* was not seen"
  local found
  found=$(others "$log")
  [ -z "$found" ] || fail "$* opened a socket: $found"
}
command_line suggest report.txt linked.md
command_line suggest --jsonl --all report.txt linked.md
command_line suggest --out drafts .
command_line validate drafts
command_line --help

exec 3<>"$folder/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
  number=$(head -n 1 "$folder/display" 2>/dev/null || true)
  [ -n "$number" ] && break
  sleep 0.1
done
export DISPLAY=:$number

watch "$folder/window" "$program" "$story" &
traced=$!
window=
for _ in $(seq 600); do
  window=$(xdotool search --name '^Obelus' 2>/dev/null | head -n 1 || true)
  [ -n "$window" ] && break
  kill -0 "$traced" 2>/dev/null || fail "the window did not come up"
  sleep 0.1
done
[ -n "$window" ] || fail "no window came up"
for _ in $(seq 50); do
  xdotool windowfocus "$window" 2>/dev/null && break
  sleep 0.1
done
saved=$story.obelus.json
for _ in $(seq 20); do
  xdotool key ctrl+Home key ctrl+Right key a key ctrl+s
  for _ in $(seq 15); do
    [ -f "$saved" ] && break 2
    sleep 0.1
  done
done
[ -f "$saved" ] || fail "the window saved nothing, so too little was watched"
# strace writes the number of each process; the first is the program's own.
kill "$(head -n 1 "$folder/window" | cut -d ' ' -f 1)"
{ wait "$traced"; } 2>/dev/null || true

# The display itself is reached by a socket: without one nothing was seen.
grep -qE 'connect\(.*AF_UNIX.*X11' "$folder/window" || fail "no socket of the display was seen"
found=$(others "$folder/window")
[ -z "$found" ] || fail "the window opened a socket: $found"
count=$(grep -c 'socket(' "$folder/window")
echo "no network: $commands commands and the window opened no internet socket ($count local ones)"
