# shellcheck shell=bash
# What the scripts share. Source it after `cd`ing to the repository's root.

say() { if [ -t 2 ]; then printf '\033[1m%s\033[0m\n' "$*" >&2; else printf '%s\n' "$*" >&2; fi; }

# fail WHAT-HAPPENED WHAT-TO-DO
fail() {
    printf '\n%s\n' "$1" >&2
    [ $# -lt 2 ] || printf '  What to do: %s\n' "$2" >&2
    exit 1
}

# A stamp holds the fingerprint of what a step was last done for.
fingerprint() { cat -- "$@" | sha256sum | cut -c1-32; }
is_done() { [ -f "$1" ] && [ "$(<"$1")" = "$2" ]; }
mark_done() {
    mkdir -p "$(dirname "$1")"
    printf '%s\n' "$2" >"$1"
}

# names_in FILE: its lines without comments and blank lines
names_in() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$1"; }
