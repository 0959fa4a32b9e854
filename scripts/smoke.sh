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
python3 - "$port" <<'PY' || { cat "$folder/log"; exit 1; }
import sys, time, urllib.error, urllib.request

address = f"http://127.0.0.1:{sys.argv[1]}"
deadline = time.monotonic() + 60
while True:
    try:
        assert urllib.request.urlopen(f"{address}/halsa", timeout=5).read() == b"ok\n"
        break
    except (urllib.error.URLError, ConnectionError):
        if time.monotonic() > deadline:
            sys.exit("Klubba did not answer within 60 seconds")
        time.sleep(0.2)
page = urllib.request.urlopen(f"{address}/", timeout=10).read().decode()
assert "<h1" in page and 'lang="sv"' in page, page[:500]
print(f"make run answers at {address}")
PY
