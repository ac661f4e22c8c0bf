#!/bin/sh
# Runs the long tests of what must never be lost and prints their figures as a table. Fails on any
# loss. With OBELUS_FUZZ=1 the fuzz targets follow, where there are any.
set -eu
cd "$(dirname "$0")/.."
CARGO=${CARGO:-cargo}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
for name in crashes kills anchoring merging; do
    [ -f "tests/$name.rs" ] || continue
    # One thread: the figures stand one below the other.
    OBELUS_SOAK=1 "$CARGO" test --release --no-default-features --test "$name" -- \
        --nocapture --test-threads=1 >>"$log" 2>&1 || { status=1; tail -n 40 "$log" >&2; }
done
if [ "${OBELUS_FUZZ:-0}" = 1 ] && [ -x tools/fuzz.sh ]; then
    tools/fuzz.sh >>"$log" 2>&1 || { status=1; tail -n 40 "$log" >&2; }
fi

echo "name | amount | result"
echo "---|---|---"
sed 's/^test [a-z_:]* \.\.\. //' "$log" | grep -E '^[a-z][^|]* \| [^|]+ \| .+$' || status=1
exit $status
