#!/usr/bin/env bash
# Checks licences and sources of all dependencies with cargo-deny, which it installs where missing.
set -euo pipefail
command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
cargo deny --all-features check licenses bans sources
# The advisory database is fetched from the network; where that cannot be had, say so.
cargo deny --all-features check advisories || {
  status=$?
  if cargo deny --all-features check advisories 2>&1 | grep -qiE 'failed to (fetch|clone|open)|unable to (fetch|clone)|network|resolve'; then
    echo "deny: the advisory database cannot be reached; advisories were not checked" >&2
  else
    exit "$status"
  fi
}
