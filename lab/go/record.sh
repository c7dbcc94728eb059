#!/usr/bin/env bash
# Makes the recorded inputs and the reference's answers again: record.sh [DIR]
# Needs Go 1.26 or later, and its module proxy or a filled module cache for the reference's libraries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../../insight/src/test/resources/recorded/go}
limit_bytes=60000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# -trimpath keeps this machine's paths out of the files.
go -C "$here" build -trimpath -o "$work/profiles" ./profiles
go -C "$here" build -trimpath -o "$work/traces" ./traces
go -C "$here" build -trimpath -o "$work/desk" ./desk
"$here/../../cistern" go --labels --digest -- \
  go -C "$here" build -trimpath -o "$work/pooled" ./traces
go -C "$here/reference" build -trimpath -o "$work/reference" .

mkdir -p "$work/out/desk"
"$work/desk" -o "$work/out/desk/allocs.pb.gz" # go run would leave the path of its cache in it

"$work/profiles" -o "$work/out/profiles" -cpu 500ms -mem 524288
rm "$work/out/profiles/allocs.debug1.txt" # the same samples as heap.debug1.txt

# A busy machine makes long traces (the runtime's sweeper yields all the time): keep the smallest of several.
mkdir -p "$work/out/traces"
for _ in 1 2 3 4 5 6; do
  "$work/traces" -o "$work/try" -rounds 1 -length 0s
  for name in full flight; do
    kept=$work/out/traces/$name.trace
    if [ ! -e "$kept" ] || [ "$(stat -c %s "$work/try/$name.trace")" -lt "$(stat -c %s "$kept")" ]; then
      mv "$work/try/$name".* "$work/out/traces/"
    fi
  done
  # The same with pools, by a build that tells of them.
  "$work/pooled" -pools -o "$work/try" -rounds 1 -length 0s
  kept=$work/out/traces/pools.trace
  if [ ! -e "$kept" ] || [ "$(stat -c %s "$work/try/full.trace")" -lt "$(stat -c %s "$kept")" ]; then
    for ending in trace json; do
      mv "$work/try/full.$ending" "$work/out/traces/pools.$ending"
    done
  fi
done

cd "$work/out"
for f in profiles/*.pb.gz profiles/*.pb profiles/*.txt; do
  "$work/reference" pprof "$f" >"$f.expected.json"
done
for kind in heap allocs block mutex; do
  "$work/reference" pprof "profiles/$kind.pb.gz" "profiles/before-$kind.pb.gz" \
    >"profiles/$kind.pb.gz.minus-before.expected.json"
done
for f in traces/*.trace; do
  "$work/reference" trace "$f" >"$f.expected.json"
done
too_large=$(find . -size +"$limit_bytes"c)
[ -z "$too_large" ] || { echo "over $limit_bytes bytes: $too_large" >&2; exit 1; }

mkdir -p "$out"
rm -rf "$out/desk" "$out/profiles" "$out/traces"
cp -r desk profiles traces "$out/"
