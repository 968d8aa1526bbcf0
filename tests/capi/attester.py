#!/usr/bin/env python3
"""The attester in C, linked against the shared and against the static runtime: what it says, what it holds, and that what is
installed is enough to build it: attester.py MPS ATTESTER_SHARED ATTESTER_STATIC LIBRARY BUILD_FOLDER LIBRARY_WITHOUT_ENDORSEMENTS
LIBRARY_WITH_CORIMS."""
import ctypes
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

MPS, SHARED, STATIC, LIBRARY, BUILD, PLAIN, CORIM = (pathlib.Path(word) for word in sys.argv[1:8])
del sys.argv[1:]
ROOT = pathlib.Path(__file__).resolve().parents[2]
FORBIDDEN = r"antlr|llvm::|mps::(parse|check|ast|compiler|model|lower|plan|grammar|collect)::"
FORBIDDEN_LIBRARIES = r"antlr|LLVM|clang"
DEFINITION = """mps "Embedded" version 1.0.0 language 1
schema box { locked : bool  tries : int }
environment box : box
level L1
param most : int in 1..9 = 3
rule "1" locked { title "Locked" level L1 require box.locked }
rule "2" tries { title "Tries" level L1 require box.tries in 1..most }
"""
EVIDENCE = {"mps_evidence": 1, "collected_at": 1767225600, "environments": {"box": {"schema": "box@1", "claims": {"locked": True, "tries": 7}}}}


def output(*command):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


class AttesterTest(unittest.TestCase):
    preload = []  # before the attester's command

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.at = pathlib.Path(self.folder.name)
        (self.at / "d.mps").write_text(DEFINITION)
        (self.at / "e.json").write_text(json.dumps(EVIDENCE))
        for key in ("publisher", "key", "other"):
            self.call(0, MPS, "keygen", "-o", self.at / f"{key}.pem")
        self.call(0, MPS, "build", self.at / "d.mps", "-o", self.at / "d.mpsb", "--key", self.at / "publisher.pem")

    def tearDown(self):
        self.folder.cleanup()

    def call(self, code, *words):
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}{done.stderr}")
        return done

    def attest(self, code, attester, *, bundle="d.mpsb", publisher="publisher", level="L1", more=()):
        return self.call(code, *self.preload, attester, self.at / bundle, self.at / f"{publisher}.pub.pem", level, self.at / "e.json", self.at / "key.pem",
                         self.at / "key.pub.pem", self.at / "token.cwt", *more)

    def check(self, attester):
        said = self.attest(0, attester).stdout.split("\n")
        self.assertEqual(said[:4], ["Embedded-L1: fail", "1 pass ", "2 fail box.tries is 7, expected 1..3 (parameter most)", "verified: Embedded-L1 fail"])
        # The command agrees about token and hash.
        shown = self.call(1, MPS, "verify", self.at / "token.cwt", "--key", self.at / "key.pub.pem", "--nonce", "2a" * 8 + "00" * 8, "--max-age", "315360000").stdout
        evaluated = json.loads(self.call(1, MPS, "eval", self.at / "d.mps", "--level", "L1", "--evidence", self.at / "e.json", "--format", "json").stdout)
        self.assertIn(evaluated["hsh"]["value"], shown)
        self.assertIn("Embedded-L1+custom: pass", self.attest(0, attester, more=["most=8"]).stdout)
        # Trust, damage and misuse.
        self.attest(5, attester, publisher="other")
        octets = (self.at / "d.mpsb").read_bytes()
        (self.at / "cut.mpsb").write_bytes(octets[:-1])
        self.assertIn(f"at octet {len(octets) - 1}", self.attest(6, attester, bundle="cut.mpsb").stderr)
        flipped = bytearray(octets)
        flipped[200] ^= 1
        (self.at / "flipped.mpsb").write_bytes(flipped)
        self.attest(5, attester, bundle="flipped.mpsb")
        self.attest(2, attester, level="L9")

    def test_shared(self):
        self.check(SHARED)

    def test_static(self):
        self.check(STATIC)

    def test_holds_no_compiler(self):
        self.assertRegex(output("nm", "-C", STATIC), r"mps::program::")  # else the next lines would prove nothing
        for path in (LIBRARY, SHARED, STATIC):
            found = [line for line in output("nm", "-C", path).split("\n") if re.search(FORBIDDEN, line)]
            self.assertEqual(found, [], path)
            libraries = [line for line in output("ldd", path).split("\n") if re.search(FORBIDDEN_LIBRARIES, line)]
            self.assertEqual(libraries, [], path)
        shown = {line.split()[-1].split("@")[0] for line in output("nm", "-D", "--defined-only", LIBRARY).strip().split("\n")} - {"MPS_1"}
        declared = set(re.findall(r"\b(mps_\w+)\(", (ROOT / "runtime/include/mps/mps.h").read_text()))
        self.assertEqual(shown, declared)

    def test_size(self):
        stripped = self.at / "stripped.so"
        output("strip", "-o", stripped, LIBRARY)
        size = stripped.stat().st_size
        print(f"stripped {LIBRARY.name}: {size} octets", file=sys.stderr)
        if "asan" not in output("ldd", LIBRARY):
            self.assertLess(size, 1_500_000)

    def test_without_endorsements(self):
        code = r" [tT] mps::endorse::(\(anonymous namespace\)::)?(Stage|Solver|Binder|DecodeEndorsements|EndorsementsOf)\b"
        self.assertRegex(output("nm", "-C", LIBRARY), code)
        self.assertNotRegex(output("nm", "-C", PLAIN), code)
        if "asan" in output("ldd", LIBRARY):
            self.skipTest("sizes and preloading say nothing here")
        sizes = []
        for library in (LIBRARY, PLAIN, CORIM):
            output("strip", "-o", self.at / "stripped.so", library)
            sizes.append((self.at / "stripped.so").stat().st_size)
        print(f"stripped: {sizes[0]} octets, without endorsements {sizes[1]}, with CoRIMs {sizes[2]}", file=sys.stderr)
        self.assertLess(sizes[1], sizes[0])
        error, none = ctypes.create_string_buffer(504), ctypes.c_void_p()
        self.assertEqual(ctypes.CDLL(str(PLAIN)).mps_endorsements_new(ctypes.byref(none), error), 10)  # MPS_UNSUPPORTED
        self.assertIn(b"unsupported:endorsements", error.raw[16:])
        # The same attester on the other library: all is as ever, but for what endorsers say.
        self.preload = ["env", f"LD_PRELOAD={PLAIN}"]
        self.check(SHARED)
        endorsed = DEFINITION.replace("tries : int", "tries : int  approved? : bool endorsed") + "endorser maker { key thumbprint sha256'" + "a" * 64 + "' may endorse box.approved }\n"
        endorsed += 'rule "3" approved { title "Approved" level L1 require (box.approved else false) }\n'
        (self.at / "endorsed.mps").write_text(endorsed)
        self.call(0, MPS, "build", self.at / "endorsed.mps", "-o", self.at / "endorsed.mpsb", "--key", self.at / "publisher.pem")
        self.assertIn("unsupported:endorsements", self.attest(6, SHARED, bundle="endorsed.mpsb").stderr)
        self.preload = []
        self.assertNotIn("unsupported", self.attest(0, SHARED, bundle="endorsed.mpsb").stderr)

    def test_without_corims(self):
        code = r" [tT] mps::corim::(DecodeDocument|Stage|EndorsementsOf)\b"
        self.assertRegex(output("nm", "-C", CORIM), code)
        self.assertNotRegex(output("nm", "-C", LIBRARY), code)
        if "asan" in output("ldd", LIBRARY):
            self.skipTest("a library by itself cannot be opened here")
        unsigned = bytes.fromhex("d901f5a0")
        for library, with_corims in ((LIBRARY, False), (CORIM, True)):
            runtime, files, error = ctypes.CDLL(str(library)), ctypes.c_void_p(), ctypes.create_string_buffer(504)
            self.assertEqual(runtime.mps_endorsements_new(ctypes.byref(files), error), 0)
            got = runtime.mps_endorsements_add(files, unsigned, ctypes.c_size_t(len(unsigned)), b"vendor.corim", error)
            self.assertNotEqual(got, 0)  # it has no tags
            self.assertEqual(got == 10, not with_corims)  # MPS_UNSUPPORTED
            self.assertEqual(b"unsupported:corim" in error.raw[16:], not with_corims)
            runtime.mps_endorsements_free(files)

    def test_installed(self):
        prefix = self.at / "prefix"
        output("cmake", "--install", BUILD, "--prefix", prefix)
        installed = {str(p.relative_to(prefix)) for p in prefix.rglob("*") if p.is_file() or p.is_symlink()}
        for end in ("bin/mps", "include/mps/mps.h", "/libmps_runtime.so", "/libmps_runtime_corim.so", "/libmps_runtime.a", "/pkgconfig/mps_runtime.pc", "share/bash-completion/completions/mps"):
            self.assertTrue(any(p.endswith(end) for p in installed), f"{end} is not among {sorted(installed)}")
        self.assertIn("complete", (prefix / "share/bash-completion/completions/mps").read_text())
        config = next(prefix.rglob("mps_runtime.pc"))
        if shutil.which("pkg-config") is None:
            self.skipTest("no pkg-config")
        flags = subprocess.run(["pkg-config", "--define-variable", f"prefix={prefix}", "--cflags", "--libs", "mps_runtime"], check=True, capture_output=True, text=True,
                               env={"PKG_CONFIG_PATH": str(config.parent), "PATH": "/usr/bin:/bin"}).stdout.split()
        sanitized = ["-fsanitize=address,undefined"] if "asan" in output("ldd", LIBRARY) else []
        # As docs/embedding.md has it, from the installed files alone.
        output("cc", "-std=c11", *sanitized, ROOT / "docs/examples/attester.c", "-o", self.at / "own", *flags, f"-Wl,-rpath,{config.parent.parent}")
        self.assertIn("Embedded-L1: fail", self.attest(0, self.at / "own").stdout)
        # And a bundle as C source, in C and in C++.
        self.call(0, MPS, "build", self.at / "d.mps", "--emit", "c", "-o", self.at / "embedded_set.c")
        (self.at / "main.c").write_text("""#include <stdio.h>
#include "mps/mps.h"
mps_status embedded_open(mps_bundle** out, mps_error* error);
int main(void) {
  mps_bundle* bundle = NULL;
  mps_error error;
  if (embedded_open(&bundle, &error) != MPS_OK) return 1;
  printf("%s %s %s\\n", mps_bundle_set_name(bundle), mps_bundle_set_version(bundle), mps_bundle_level(bundle, 0));
  mps_bundle_free(bundle);
  return 0;
}
""")
        strict = ["-Wall", "-Wextra", "-Werror", "-pedantic"]
        output("cc", "-std=c11", *strict, *sanitized, self.at / "main.c", self.at / "embedded_set.c", "-o", self.at / "embedded", *flags, f"-Wl,-rpath,{config.parent.parent}")
        self.assertEqual(self.call(0, self.at / "embedded").stdout, "Embedded 1.0.0 L1\n")
        output("c++", "-x", "c++", *strict, "-fsyntax-only", self.at / "embedded_set.c", *[f for f in flags if f.startswith("-I")])

    def native(self, what, *more):
        """The report of --emit WHAT, or None where this build has no code generator (and says so)."""
        done = subprocess.run([MPS, "build", self.at / "d.mpsb", "--emit", what, "-o", self.at / f"d.{what}", *more], capture_output=True, text=True, timeout=120)
        if done.returncode != 0 and "unsupported:jit" in done.stderr:
            self.assertFalse((self.at / f"d.{what}").exists())
            return None
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_emit_native(self):
        said = self.native("shared")
        if said is None:
            self.skipTest("no code generator")
        plain = self.call(1, MPS, "eval", self.at / "d.mpsb", "--level", "L1", "--evidence", self.at / "e.json", "--publisher", self.at / "publisher.pub.pem", "--format", "json")
        through = self.call(1, MPS, "eval", self.at / "d.mpsb", "--level", "L1", "--evidence", self.at / "e.json", "--publisher", self.at / "publisher.pub.pem", "--format", "json",
                            "--engine", "aot", "--native", self.at / "d.shared")
        self.assertEqual(through.stderr, "")  # no word of the interpreter judging instead
        self.assertEqual(json.loads(plain.stdout)["hsh"], json.loads(through.stdout)["hsh"])
        self.native("object", "--level", "L1")
        self.call(2, MPS, "build", self.at / "d.mps", "--emit", "object", "--level", "L9", "-o", self.at / "o")
        (self.at / "main.c").write_text("""#include <stdio.h>
#include <string.h>
#include "mps/mps.h"
extern const unsigned char mps_native_image[];
int main(int argc, char** argv) {
  static const char evidence[] = "{\\"mps_evidence\\":1,\\"collected_at\\":1767225600,\\"environments\\":{\\"box\\":{\\"schema\\":\\"box@1\\",\\"claims\\":{\\"locked\\":true,\\"tries\\":2}}}}";
  mps_bundle* bundle = NULL;
  mps_appraiser* appraiser = NULL;
  mps_appraisal* appraisal = NULL;
  mps_error error;
  mps_request request;
  memset(&request, 0, sizeof request);
  request.size = sizeof request, request.evidence = evidence, request.evidence_size = sizeof evidence - 1, request.level = "L1";
  if (argc != 2 || mps_bundle_open(argv[1], &bundle, &error) != MPS_OK || mps_bundle_load(bundle, &error) != MPS_OK ||
      mps_appraiser_new(bundle, &appraiser, &error) != MPS_OK) return 1;
  if (mps_appraiser_use_native(appraiser, mps_native_image, &error) != MPS_OK) return puts(error.message), 3;
  if (mps_appraise(appraiser, &request, &appraisal, &error) != MPS_OK) return puts(error.message), 1;
  puts(mps_verdict_name(mps_appraisal_verdict(appraisal)));
  mps_appraisal_free(appraisal), mps_appraiser_free(appraiser), mps_bundle_free(bundle);
  return 0;
}
""")
        sanitized = ["-fsanitize=address,undefined"] if "asan" in output("ldd", LIBRARY) else []
        output("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", *sanitized, f"-I{ROOT}/runtime/include", self.at / "main.c", self.at / "d.object", "-o", self.at / "own",
               f"-L{LIBRARY.parent}", "-lmps_runtime", f"-Wl,-rpath,{LIBRARY.parent}")
        self.assertEqual(self.call(0, self.at / "own", self.at / "d.mpsb").stdout, "pass\n")
        # Of another bundle it is refused.
        (self.at / "d.mps").write_text(DEFINITION.replace("1..9", "1..8"))
        self.call(0, MPS, "build", self.at / "d.mps", "-o", self.at / "other.mpsb")
        self.call(3, self.at / "own", self.at / "other.mpsb")

    def test_emit_options(self):
        self.call(2, MPS, "build", self.at / "d.mps", "--emit", "c", "--prefix", "9x", "-o", self.at / "o.c")
        self.call(2, MPS, "build", self.at / "d.mps", "--prefix", "x", "-o", self.at / "o.c")
        self.call(2, MPS, "build", self.at / "d.mps", "--level", "L1", "-o", self.at / "o.c")
        self.call(2, MPS, "build", self.at / "d.mps", "--emit", "shared", "--key", self.at / "key.pem", "-o", self.at / "o.so")
        self.assertFalse((self.at / "o.c").exists() or (self.at / "o.so").exists())
        self.call(0, MPS, "build", self.at / "d.mps", "--emit", "c", "--prefix", "own", "-o", self.at / "o.c")
        self.assertIn("mps_status own_open(", (self.at / "o.c").read_text())


if __name__ == "__main__":
    unittest.main()
