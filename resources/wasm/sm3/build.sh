#!/bin/sh
# Builds sm3.json from sm3.c. Needs clang 14 and lld 14 (Debian 12: clang-14 lld-14) and node.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

clang-14 --target=wasm32 -O3 -mbulk-memory -ffreestanding -nostdlib -fvisibility=hidden \
  -Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=16384 -o "$work/sm3.wasm" "$here/sm3.c"

node -e '
  const { createHash } = require("node:crypto");
  const { readFileSync, writeFileSync } = require("node:fs");
  const module = readFileSync(process.argv[1]);
  const sha256 = createHash("sha256").update(module).digest("hex");
  writeFileSync(process.argv[2], JSON.stringify({ sha256, module: module.toString("base64") }, null, 2) + "\n");
' "$work/sm3.wasm" "$here/sm3.json"
