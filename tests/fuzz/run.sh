#!/usr/bin/env bash
# Builds the fuzz targets with clang and runs them: run.sh BUILD_DIR [TARGET [SECONDS]]. A finding stops it: its input lies
# in BUILD_DIR/findings, the run's log in BUILD_DIR/logs. What earlier runs learnt is kept in BUILD_DIR/corpus.
# MPS_FUZZ_TIMEOUT: wall-clock seconds that one input may take, 10; more where other work takes the processor from it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$1 only=${2:-} seconds=${3:-60}
only=${only#fuzz_}
mkdir -p "$build/findings" "$build/logs"
quietly() { # shows what a command printed only if it failed
  "$@" >"$build/logs/build.log" 2>&1 || { cat "$build/logs/build.log" >&2; exit 1; }
}
quietly cmake -S "$root" -B "$build" -G Ninja -DMPS_FUZZ=ON -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19
export ASAN_OPTIONS=quarantine_size_mb=32:${ASAN_OPTIONS:-}
ran=0
for source in "$here"/fuzz_*.cc; do
  target=$(basename "$source" .cc)
  short=${target#fuzz_}
  [ -z "$only" ] || [ "$only" = "$short" ] || continue
  quietly ninja -C "$build" "$target"
  seeds=$build/seeds/$short
  case $short in
    image) # sources first, then the images of those that compile
      quietly ninja -C "$build" make_seeds
      /usr/bin/python3 "$here/seeds.py" image "$seeds-sources"
      quietly "$build/tests/fuzz/make_seeds" images "$seeds" "$seeds-sources" "$here/corpus/image"
      ;;
    bundle)
      quietly ninja -C "$build" make_seeds
      /usr/bin/python3 "$here/seeds.py" image "$seeds-sources"
      quietly "$build/tests/fuzz/make_seeds" bundles "$seeds" "$seeds-sources" "$here/corpus/image"
      ;;
    evidence)
      quietly ninja -C "$build" make_seeds
      quietly "$build/tests/fuzz/make_seeds" evidence "$seeds" "$root/mps-defs/mps-project/debian-cis/debian-cis_tests.mps" 3
      /usr/bin/python3 "$here/seeds.py" evidence "$seeds"
      ;;
    quote | tpm_import | eventlog | ima | ima_evidence | dice)
      quietly ninja -C "$build" make_roots_seeds
      quietly "$build/tests/fuzz/make_roots_seeds" "$short" "$seeds"
      [ "$short" != ima_evidence ] || /usr/bin/python3 "$here/seeds.py" "$short" "$seeds"
      ;;
    endorse)
      quietly ninja -C "$build" make_endorse_seeds
      quietly "$build/tests/fuzz/make_endorse_seeds" "$seeds" "$root/tests/endorse/data/server.mps"
      ;;
    eat)
      quietly ninja -C "$build" make_token_seeds
      quietly "$build/tests/fuzz/make_token_seeds" "$short" "$seeds"
      ;;
    trust)
      quietly ninja -C "$build" make_trust_seeds
      quietly "$build/tests/fuzz/make_trust_seeds" "$seeds"
      ;;
    *) /usr/bin/python3 "$here/seeds.py" "$short" "$seeds" ;;
  esac
  folders=("$build/corpus/$short" "$build/seeds/$short" "$here/regress/$short")
  [ "$short" = image ] || folders+=("$here/corpus/$short") # image: the sources of images
  mkdir -p "${folders[@]}"
  words=("$here/$short.dict")
  [ "$short" != compile ] || words+=("$here/parse.dict")
  [ "$short" != ima_evidence ] || words+=("$here/ima.dict")
  dictionary=()
  if cat "${words[@]}" >"$build/$short.dict" 2>/dev/null; then dictionary=(-dict="$build/$short.dict"); fi
  echo "== $target, $seconds s"
  log=$build/logs/$short.$(date +%s).log
  status=0
  TIMEFORMAT="cpu: %U s of $target, %S s of the system, %R s in all"
  time "$build/tests/fuzz/$target" -max_total_time="$seconds" -max_len="${MPS_FUZZ_LEN:-65536}" -timeout="${MPS_FUZZ_TIMEOUT:-10}" -rss_limit_mb=1024 \
    -print_final_stats=1 -print_funcs=0 "${dictionary[@]}" -artifact_prefix="$build/findings/$short-" "${folders[@]}" >"$log" 2>&1 || status=$?
  grep -E 'INITED|DONE|Done|stat::|ERROR|SUMMARY' "$log" || true
  [ "$status" -eq 0 ] || { tail -n 60 "$log"; exit "$status"; }
  ran=$((ran + 1))
done
[ "$ran" -gt 0 ] || { echo "no fuzz target \`$only\`" >&2; exit 2; }
