#!/bin/sh
# LibreOffice, which converts old office files (.doc, .wps, .rtf, .xls, .et, OpenDocument): installed where it is missing and we may.
set -eu
if command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; then
  installed=/usr/lib/libreoffice/program
  [ ! -d "$installed" ] || { [ -e "$installed/libswlo.so" ] && [ -e "$installed/libsclo.so" ]; } && exit 0
fi
packages="libreoffice-writer-nogui libreoffice-calc-nogui"
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "tests marked office need LibreOffice (as root on Debian or Ubuntu: apt-get install $packages); they are skipped without it" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages; } >/dev/null; then
  echo "deploy/office.sh: apt-get could not install $packages; without LibreOffice the tests marked office are skipped" >&2
fi
