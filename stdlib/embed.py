#!/usr/bin/env python3
"""Writes files as a C++ table of names and bytes: embed.py OUT.cpp FILE..."""
import os
import sys

out, files = sys.argv[1], sorted(sys.argv[2:])
lines = ['// Made by stdlib/embed.py.', '#include "mps/compiler/stdlib_files.h"', "", "namespace mps::compiler {", "namespace {"]
for number, path in enumerate(files):
    with open(path, "rb") as f:
        data = f.read()
    rows = [", ".join(str(b) for b in data[i : i + 40]) for i in range(0, len(data), 40)]
    lines.append(f"constexpr unsigned char kFile{number}[] = {{\n  " + ",\n  ".join(rows or ["0"]) + "};")
    lines.append(f"constexpr std::size_t kSize{number} = {len(data)};")
lines.append("}  // namespace")
lines.append("std::vector<StdlibFile> StdlibFiles() {\n  return {")
for number, path in enumerate(files):
    lines.append(f'      {{"{os.path.basename(path)}", {{reinterpret_cast<const char*>(kFile{number}), kSize{number}}}}},')
lines.append("  };\n}\n}  // namespace mps::compiler\n")
with open(out, "w", encoding="utf-8") as f:
    f.write("\n".join(lines))
