#!/usr/bin/env bash
# Starts Klubba as the README says, on a free port and an empty database, and asks for two pages.
set -euo pipefail
cd "$(dirname "$0")/.."
folder="$(mktemp -d)"
port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export PORT="$port" DATABASE_URL="sqlite:///$folder/klubba.sqlite3" KLUBBA_FILES="$folder/files"
make run >"$folder/log" 2>&1 &
run=$!
stop() {
    kill "$run" 2>/dev/null || true # make passes the signal on
    wait "$run" 2>/dev/null || true
}
trap 'stop; rm -rf "$folder"' EXIT
address="http://127.0.0.1:$port"
ask() { python3 -c 'import sys, urllib.request as u; sys.stdout.write(u.urlopen(sys.argv[1], timeout=10).read().decode())' "$1"; }
fail() {
    cat "$folder/log"
    echo "$1" >&2
    exit 1
}
for ((tries = 0; ; tries++)); do
    [ "$(ask "$address/halsa" 2>/dev/null)" = ok ] && break
    kill -0 "$run" 2>/dev/null || fail "make run ended"
    [ "$tries" -lt 300 ] || fail "Klubba did not answer within a minute"
    sleep 0.2
done
ask "$address/" | grep -q '<h1' || fail "the first page has no heading"
grep -q "$address" "$folder/log" || fail "make run did not print its address"
echo "make run answers at $address after $SECONDS s"
