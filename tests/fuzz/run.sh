#!/usr/bin/env bash
# Builds the fuzz targets with clang and runs them: run.sh BUILD_DIR [TARGET [SECONDS]]. New findings stop it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$1 only=${2:-} seconds=${3:-60}
cmake -S "$root" -B "$build" -G Ninja -DMPS_FUZZ=ON -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 >/dev/null
for source in "$here"/fuzz_*.cc; do
  target=$(basename "$source" .cc)
  short=${target#fuzz_}
  [ -z "$only" ] || [ "$only" = "$short" ] || [ "$only" = "$target" ] || continue
  ninja -C "$build" "$target" >/dev/null
  binary=$(find "$build" -name "$target" -type f -perm -u+x | head -n 1)
  mkdir -p "$build/corpus/$short"
  dictionary=()
  [ ! -f "$here/$short.dict" ] || dictionary=(-dict="$here/$short.dict")
  echo "== $target, $seconds s"
  "$binary" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 "${dictionary[@]}" \
    -artifact_prefix="$build/" "$build/corpus/$short" "$here/corpus/$short" "$here/regress/$short" 2>&1 | tail -n 12
done
