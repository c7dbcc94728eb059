#!/bin/sh
# Records the symbols of symbols/names.* beside what the reference makes of them, a line each:
# sh record.sh > ../../../insight/src/test/resources/recorded/symbols/symbols.tsv
# Needs g++, rustc, nm and go. The compiler's version decides which symbols there are.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for level in 0 2; do g++ -std=c++20 -w "-O$level" -c symbols/names.cc -o "$work/c$level.o"; done
for form in v0 legacy; do
  RUSTC_BOOTSTRAP=1 rustc --edition 2021 -Z unstable-options -C "symbol-mangling-version=$form" symbols/names.rs -o "$work/rust-$form"
done
# All of ours, and of the libraries' every thirtieth; no giants.
nm "$work"/c?.o "$work"/rust-* | awk 'NF > 1 { print $NF }' | grep -E '^_(Z|R|_Z|GLOBAL_)' | LC_ALL=C sort -u |
  awk 'length($0) <= 400 && (/4shop|5names/ || ++others % 30 == 0)' > "$work/symbols"
# One more "_", as macOS writes them, and damage.
awk 'NR % 29 == 0 { print "_" $0 } NR % 31 == 0 { print substr($0, 1, length($0) / 2) } NR % 37 == 0 { print $0 "$" }' "$work/symbols" >> "$work/symbols+"
cat "$work/symbols" "$work/symbols+" > "$work/all"
go build -o "$work/demangle" .
"$work/demangle" < "$work/all" | paste "$work/all" -
