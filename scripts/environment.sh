#!/bin/sh
# Makes .venv from the locked requirements: environment.sh base|dev. The second time is instant.
set -eu
cd "$(dirname "$0")/.."
kind="$1"
stamp=".venv/.installed-$kind"
lock="requirements/$kind.txt"

if [ -f "$stamp" ] && cmp -s "$lock" "$stamp"; then
    exit 0
fi

python=""
for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 &&
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python="$name"
        break
    fi
done
if [ -z "$python" ]; then
    echo "Klubba needs Python 3.11 or newer, and none was found." >&2
    echo "Install it, or name it: make run PYTHON=/path/to/python3.12" >&2
    exit 1
fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    if ! "$python" -m venv .venv 2>/dev/null; then
        rm -rf .venv
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
            "$python" -m venv .venv
        else
            echo "Python cannot make virtual environments here. On Debian and Ubuntu:" >&2
            echo "    sudo apt-get install python3-venv" >&2
            exit 1
        fi
    fi
fi

# The lock names everything, so nothing is resolved again.
echo "Installing what $lock names into .venv"
if ! { command -v uv >/dev/null 2>&1 &&
    uv pip install --quiet --python .venv/bin/python --no-deps --require-hashes -r "$lock" 2>/dev/null; }; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
fi
cp "$lock" "$stamp"
# What the developer's file names holds what the base file names too.
if [ "$kind" = dev ]; then
    cp requirements/base.txt .venv/.installed-base
fi
