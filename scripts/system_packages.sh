#!/bin/sh
# Installs the programs that the tests drive, when root on Debian or Ubuntu; else says what is missing.
set -eu

missing=""
packages=""
need() { # need PROGRAM PACKAGE WHAT-IS-SKIPPED
    if ! command -v "$1" >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1; then
        packages="$packages $2"
        missing="$missing
    $2: $3"
    fi
}
need chromium chromium "the browser tests are skipped"
need soffice libreoffice-writer-nogui "the tests that open documents in LibreOffice are skipped"
need pdftoppm poppler-utils "the tests that look at a document's pages are skipped"
need pdfsig poppler-utils "the tests that check a seal with another program fail"
need initdb postgresql "the integration tests on PostgreSQL are skipped"

[ -n "$packages" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what the tests drive:$packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null; then
        exit 0
    fi
fi
echo "These programs are missing, and could not be installed here:$missing"
