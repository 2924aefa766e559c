#!/bin/sh
# The browser that tests/e2e drives, and a Chinese font for what it draws: installed where they are missing and we may.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="chromium"
fc-list ":lang=zh" 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "tests/e2e need:${missing:+ $missing} (as root on Debian or Ubuntu: apt-get install $missing); they are skipped without Chromium" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null; then
  echo "deploy/browser.sh: apt-get could not install $missing; without Chromium tests/e2e are skipped" >&2
fi
