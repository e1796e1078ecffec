#!/bin/sh
# Find or install Chromium, a Chinese font and nginx; all from the system's packages.
set -eu

have_browser() {
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}
have_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; }

have_proxy() { command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; }

have_browser && have_font && have_proxy && exit 0

if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    $as_root apt-get update -qq
    install() { DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
    have_font || install fonts-noto-cjk fontconfig
    # Chromium without windows costs the tests a third; older systems have the whole one only
    have_browser || install chromium-headless-shell 2>/dev/null || install chromium
    # the tests through a proxy are left out where there is none
    have_proxy || install nginx || echo "nginx is missing: the tests through a proxy are left out" >&2
else
    echo "Install Chromium and a Chinese font (Noto Sans CJK) with your system's packages." >&2
    exit 1
fi
