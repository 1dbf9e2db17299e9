#!/usr/bin/env bash
# Checks that every shared library of a folder finds the libraries that it needs. Only what the GPU's driver brings at run
# time may be missing: libcuda and NVML.
set -euo pipefail
folder="$1"
failed=0
shopt -s nullglob
found=("$folder"/*.so*)
[ "${#found[@]}" -gt 0 ] || { echo "no libraries in $folder" >&2; exit 1; }
for library in "${found[@]}"; do
  missing="$(LD_LIBRARY_PATH="$folder" ldd "$library" | grep 'not found' | grep -vE 'libcuda\.so\.1|libnvidia-ml\.so\.1' || true)"
  if [ -n "$missing" ]; then
    printf '%s:\n%s\n' "$library" "$missing" >&2
    failed=1
  fi
done
exit "$failed"
