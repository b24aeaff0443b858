#!/bin/sh
# Gives a new /data the index that came with the image, takes in what an upgrade brought, and becomes the command.
set -eu

# Copies what is not there yet: under another name first, so that a copy that was interrupted does not count.
bring() {
    for from in /opt/index/$1; do
        to="$EVENHAND_INDEX/${from#/opt/index/}"
        if [ -e "$to" ] || [ ! -e "$from" ]; then continue; fi
        mkdir -p "${to%/*}"
        rm -rf "$to.new-$$"
        cp -R "$from" "$to.new-$$"
        mv "$to.new-$$" "$to" 2>/dev/null || rm -rf "$to.new-$$"  # another replica may have been faster
    done
}

if [ "${2:-}" = chat ] || [ "${2:-}" = index ]; then
    if mkdir -p "$EVENHAND_INDEX" 2>/dev/null && [ -w "$EVENHAND_INDEX" ]; then
        bring 'models-*'
        bring 'parts/*'
        bring 'groups/*'
        if [ ! -e "$EVENHAND_INDEX/current" ]; then
            bring 'builds/*'
            bring current
        fi
        [ "$2" = index ] || evenhand index
    else
        echo "Nothing can be written to $EVENHAND_INDEX, so the index that came with the image is used." >&2
        export EVENHAND_INDEX=/opt/index
    fi
fi
exec "$@"
