#!/usr/bin/env bash
# Runs the fuzz targets, FUZZ_SECONDS each (600), from their committed seeds and what earlier runs
# found, and prints a line for each: executions, seconds, findings. Fails where there are findings;
# they stand in fuzz/artifacts. Installs cargo-fuzz and the nightly toolchain where they are
# missing. Usage: fuzz.sh [TARGET...]
set -euo pipefail

cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-600}
cargo fuzz --version >/dev/null 2>&1 || cargo install --locked cargo-fuzz
rustc +nightly --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cargo +nightly fuzz list)
cargo +nightly fuzz build

status=0
table=$(printf '%-14s %14s %9s %9s' target executions seconds findings)
for target in "${targets[@]}"; do
  mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
  find "fuzz/artifacts/$target" -type f -delete
  log=fuzz/artifacts/$target.log
  # A gigabyte of memory and ten seconds for an input are findings too.
  options=(-max_total_time="$seconds" -rss_limit_mb=2048 -malloc_limit_mb=1024 -timeout=10
    -max_len=65536 -print_final_stats=1)
  case $target in native | salvage | suggestions | journal) options+=(-dict=fuzz/json.dict) ;; esac
  ended=0
  cargo +nightly fuzz run "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" \
    -- "${options[@]}" >"$log" 2>&1 || ended=$?
  executions=$(grep -oP 'stat::number_of_executed_units: \K[0-9]+' "$log" || echo '?')
  spent=$(grep -oP 'Done [0-9]+ runs in \K[0-9]+' "$log" || echo '?')
  findings=$(find "fuzz/artifacts/$target" -type f | wc -l)
  if [ "$findings" -gt 0 ] || [ "$ended" -ne 0 ]; then
    status=1
    tail -n 40 "$log" >&2
  fi
  table+=$'\n'$(printf '%-14s %14s %9s %9s' "$target" "$executions" "$spent" "$findings")
done
printf '%s\n' "$table"
exit "$status"
