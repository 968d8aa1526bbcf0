#!/usr/bin/env python3
"""Holds every #include of the tree against the house's table: who may include whom (docs/architecture.md).

  check_layers.py [--self-test]
Prints each include that is not allowed and ends with 1. The table is ALLOWED below: folder -> folders whose headers it
may include; its own folder and the public headers (mps/...) are always allowed. Folders named in FACES may be entered
by the command and the benchmarks only through the headers listed there.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNTIME = ["base", "crypto", "trust", "schema", "program", "builtins", "interp", "evidence", "endorse", "claims", "token", "cmw", "eat", "ear", "corim", "roots", "bundle", "collect", "appraise", "capi"]
COMPILER = ["source", "diag", "ast", "parse", "model", "check", "lower", "plan", "facade", "jit"]

ALLOWED = {
    "runtime/include": [],
    "runtime/base": [],
    "runtime/crypto": ["base"],
    "runtime/trust": ["crypto", "base"],
    "runtime/schema": ["base"],
    "runtime/program": ["schema", "base"],
    "runtime/builtins": ["program", "schema", "base"],
    "runtime/interp": ["builtins", "program", "schema", "base"],
    "runtime/evidence": ["schema", "crypto", "base"],
    "runtime/endorse": ["evidence", "token", "trust", "interp", "program", "schema", "crypto", "base"],
    "runtime/claims": ["crypto", "base"],
    "runtime/token": ["trust", "claims", "crypto", "base"],
    "runtime/cmw": ["token", "crypto", "base"],
    "runtime/eat": ["token", "crypto", "base"],
    "runtime/ear": ["token", "claims", "crypto", "base"],
    "runtime/corim": ["endorse", "schema", "token", "trust", "claims", "crypto", "base"],
    "runtime/roots": ["token", "trust", "claims", "crypto", "base"],
    "runtime/bundle": ["token", "trust", "program", "schema", "crypto", "base"],
    "runtime/collect": ["roots", "schema", "crypto", "base"],
    "runtime/appraise": ["endorse", "interp", "evidence", "endorse", "claims", "program", "schema", "crypto", "base"],
    "runtime/capi": ["appraise", "interp", "bundle", "corim", "endorse", "token", "crypto", "program", "base"],
    "compiler/source": [],
    "compiler/diag": ["source", "base"],
    "compiler/ast": ["source", "base"],
    "compiler/model": ["source", "base", "crypto"],
    "compiler/parse": ["ast", "diag", "source", "base"],
    "compiler/check": ["parse", "ast", "model", "diag", "source", "crypto", "base"],  # docs/decisions/0006
    "compiler/lower": ["model", "diag", "source", "endorse", "program", "schema", "base"],
    "compiler/plan": ["model", "diag", "source", "program", "schema", "base"],
    "compiler/facade": ["endorse", "lower", "plan", "check", "parse", "model", "ast", "diag", "source", "program", "schema", "crypto", "base"],
    # The runtime's side of native code (interp/native.h) and nothing of the compiler.
    "compiler/jit": ["interp", "builtins", "program", "schema", "crypto", "base"],
    "compiler/include": [],
}
# Third-party headers that only these folders may include.
ONLY = {
    r"antlr4|MpsLexer|MpsParser": ["compiler/parse", "bench/stages"],
    r"openssl/": ["runtime/crypto/openssl", "bench/anchor"],  # an anchor is not ours: it shares nothing with what it measures
    r"p11-kit/": ["runtime/crypto/pkcs11"],
    r"llvm/": ["compiler/jit"],
    r"libxml/": ["runtime/roots"],
}
# The command and the benchmarks see faces only.
FACES = {
    "appraise": ["appraise/appraise.h", "appraise/batch.h", "appraise/batch_chunk.h", "appraise/document_stream.h", "appraise/engine.h", "appraise/stages.h",
                 "appraise/tier.h"],
    "jit": ["jit/open.h"],
    "bundle": ["bundle/bundle.h", "bundle/publisher.h", "bundle/write.h"],
    "collect": ["collect/collect.h", "collect/ima_list.h"],
    "corim": ["corim/document.h", "corim/endorsements.h", "corim/evidence.h", "corim/load.h", "corim/profile.h", "corim/recognise.h", "corim/signed.h", "corim/stage.h"],
    "cmw": ["cmw/cmw.h"],
    "ear": ["ear/ear.h", "ear/issue.h"],
    "eat": ["eat/import.h"],
    "evidence": ["evidence/merge.h"],
    "roots": ["roots/ak_certificate.h", "roots/import/carried_quote.h", "roots/import/dice_import.h", "roots/import/platform_import.h", "roots/import/rim_import.h",
              "roots/import/token_quote.h", "roots/import/tpm_import.h"],
    "token": ["token/evidence_document.h", "token/mps_token.h", "token/verify.h", "token/inspect.h"],
    "trust": ["trust/anchor.h", "trust/store.h"],
    "claims": ["claims/claim_set.h"],
    "endorse": ["endorse/chain.h", "endorse/codec.h", "endorse/endorsement.h", "endorse/load.h", "endorse/policy.h", "endorse/signed_file.h"],
    "crypto": ["crypto/key.h", "crypto/key_file.h", "crypto/key_uri.h", "crypto/path.h", "crypto/sign.h", "crypto/hash.h", "crypto/random.h"],
    "base": ["base/hex.h", "base/time.h", "base/edit_distance.h"],
}
FACE_USERS = ["cli", "bench"]
# Measures each stage by itself, so it enters every folder.
INSIDE = "bench/stages"
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def folder_of(path):
    """`runtime/base` for runtime/base/x/y.h."""
    parts = path.parts
    return "/".join(parts[:2]) if parts[0] in ("runtime", "compiler") else parts[0]


def target_folder(header):
    """The house folder a quoted header belongs to, or None for system and third-party headers."""
    top = header.split("/")[0]
    if top == "mps":
        return "public"
    if top in RUNTIME:
        return "runtime/" + top
    if top in COMPILER:
        return "compiler/" + top
    return None


def faults_of(path, text):
    folder = folder_of(path)
    for match in INCLUDE.finditer(text):
        header, line = match.group(2), text.count("\n", 0, match.start()) + 1
        where = f"{path}:{line}"
        for pattern, owners in ONLY.items():
            if re.match(pattern, header) and not any(str(path).startswith(o + "/") for o in owners):
                yield f"{where}: only {', '.join(owners)} may include {header}"
        target = target_folder(header)
        if header.startswith("mps/compiler/") and folder.startswith("runtime"):
            yield f"{where}: runtime includes the compiler ({header})"
        if target in (None, "public") or target == folder:
            continue
        if str(path).startswith(INSIDE + "/"):
            continue
        if folder in FACE_USERS:
            if header not in FACES.get(target.split("/")[1], []):
                yield f"{where}: {folder} may include faces only, not {header}"
        elif folder in ALLOWED and target.split("/")[1] not in ALLOWED[folder]:
            yield f"{where}: {folder} may not include {target} ({header})"
        elif folder not in ALLOWED and folder.split("/")[0] in ("runtime", "compiler"):
            yield f"{where}: {folder} is not in the table of folders"


def tree():
    for top in ("runtime", "compiler", "cli", "bench"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".h", ".cpp", ".cc", ".def"):
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
    # The oracle judges the engines, so it shares nothing with them.
    for path in sorted((ROOT / "tests/oracle").rglob("*")) if (ROOT / "tests/oracle").exists() else []:
        if path.suffix in (".h", ".cpp"):
            text = path.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                if path.name.startswith("oracle") and match.group(2).split("/")[0] in ("builtins", "interp", "claims", "program", "lower"):
                    yield path.relative_to(ROOT), f'#include "{match.group(2)}"\n#oracle-fault'


def self_test():
    bad = [
        ("runtime/base/x.cpp", '#include "crypto/hash.h"\n'),
        ("runtime/interp/x.cpp", '#include "evidence/reader.h"\n'),
        ("runtime/token/x.cpp", '#include <openssl/evp.h>\n'),
        ("compiler/check/x.cpp", '#include "antlr4-runtime.h"\n'),
        ("cli/x.cpp", '#include "interp/interpreter.h"\n'),
        ("bench/x.cpp", '#include "interp/interpreter.h"\n'),
        ("bench/stages/x.cpp", '#include <openssl/evp.h>\n'),
        ("runtime/claims/x.cpp", '#include "mps/compiler/compile.h"\n'),
        ("runtime/token/x.cpp", '#include "roots/quote.h"\n'),
        ("runtime/roots/x.cpp", '#include <openssl/x509.h>\n'),
        ("runtime/token/x.cpp", '#include <libxml/tree.h>\n'),
        ("runtime/trust/x.cpp", '#include "token/verify.h"\n'),
        ("runtime/trust/x.cpp", '#include <openssl/x509.h>\n'),
        ("runtime/crypto/x.cpp", '#include <p11-kit/uri.h>\n'),
        ("cli/x.cpp", '#include "trust/record.h"\n'),
        ("compiler/check/x.cpp", '#include "lower/lower.h"\n'),
        ("cli/x.cpp", '#include "jit/codegen.h"\n'),
        ("runtime/interp/x.cpp", '#include <llvm/IR/Module.h>\n'),
        ("runtime/interp/x.cpp", '#include "jit/open.h"\n'),
        ("runtime/misc/x.cpp", '#include "base/hex.h"\n'),
    ]
    for name, text in bad:
        if not list(faults_of(pathlib.PurePosixPath(name), text)):
            sys.exit(f"check_layers: self-test: no fault found in {name}: {text}")
    good = [("runtime/interp/x.cpp", '#include "builtins/compare.h"\n#include "mps/status.h"\n'), ("cli/x.cpp", '#include "token/verify.h"\n'), ("bench/stages/x.cpp", '#include "lower/lower.h"\n')]
    for name, text in good:
        if list(faults_of(pathlib.PurePosixPath(name), text)):
            sys.exit(f"check_layers: self-test: fault found in {name}")


def main():
    self_test()
    faults = []
    for path, text in tree():
        if text.endswith("#oracle-fault"):
            faults.append(f"{path}: the oracle may not include {text.split(chr(34))[1]}")
        else:
            faults.extend(faults_of(path, text))
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print("include rules hold")


if __name__ == "__main__":
    main()
