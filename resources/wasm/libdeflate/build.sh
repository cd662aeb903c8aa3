#!/bin/sh
# Builds libdeflate.json from a checkout of libdeflate v1.25 (commit bf11fcce4d2e12c413ac92ba519917a92e9baac7).
# Needs clang 14 and lld 14 (Debian 12: clang-14 lld-14) and node. Usage: build.sh <libdeflate checkout>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$1" "$work/src"

# WebAssembly has 64-bit registers behind 32-bit addresses: with 64-bit words, expanding is a tenth faster.
sed -i 's/^typedef size_t machine_word_t;/typedef unsigned long long machine_word_t;/' "$work/src/common_defs.h"

clang-14 --target=wasm32 -O3 -msimd128 -mbulk-memory -DFREESTANDING -ffreestanding -nostdlib -fno-builtin-memset \
  -fvisibility=hidden -I "$work/src" -Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=65536 \
  -o "$work/libdeflate.wasm" "$here/glue.c" \
  "$work/src/lib/deflate_compress.c" "$work/src/lib/deflate_decompress.c" \
  "$work/src/lib/utils.c" "$work/src/lib/zlib_compress.c" "$work/src/lib/zlib_decompress.c"

node -e '
  const { createHash } = require("node:crypto");
  const { readFileSync, writeFileSync } = require("node:fs");
  const module = readFileSync(process.argv[1]);
  const sha256 = createHash("sha256").update(module).digest("hex");
  const content = { library: "libdeflate", version: "1.25", sha256, module: module.toString("base64") };
  writeFileSync(process.argv[2], JSON.stringify(content, null, 2) + "\n");
' "$work/libdeflate.wasm" "$here/libdeflate.json"
