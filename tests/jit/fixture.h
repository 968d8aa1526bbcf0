// A small definition with every shape of rule that engines treat differently, and evidence for it.
#pragma once

#include <cstdlib>
#include <string>

#include "appraise/appraise.h"
#include "appraise/engine.h"
#include "jit/open.h"
#include "one_file.h"

namespace mps::test {

inline const std::string kSource = R"(mps "Small" version 1.0.0 language 1
title "A small definition"

record file { path : text  mode : mode  uid : int }
schema box {
    name   : text
    level? : int
    mixed  : map of text to scalar
    files  : list of file
    tags   : set of text
}
environment e : box

level L1
level L2 extends L1 { param least = 5 }
param least : int in 0..100 = 3

configuration c { include e.name include e.level }

rule "a" a { level L1  require e.name == "box" }
rule "b" b { level L1  require e.level >= least }
rule "c" c { level L1  require all f in e.files where f.path starts with "/etc/" : f.uid == 0 and f.mode within 0755 }
rule "d" d { level L1  require no f in e.files : f.path in { "/etc/bad", "/etc/worse" } }
rule "e" e { level L2  require e.mixed["x"] in { 1, 2, "three" } }
rule "f" f { level L2  require count(f in e.files where f.uid == 0) >= 2 }
rule "g" g { level L2  require e.tags == { "one", "two" } }
rule "h" h { level L2  require e.name matches re'b.x' }
)";

inline const std::string kEvidence =
    R"({"mps_evidence":1,"collected_at":1767225600,"environments":{"e":{"schema":"box@1",
 "collector":{"name":"test","version":"1"},
 "claims":{"name":"box","level":4,"mixed":{"x":2},"tags":["one","two"],
 "files":[{"path":"/etc/passwd","mode":"0644","uid":0},{"path":"/etc/shadow","mode":"0640","uid":0},
          {"path":"/home/x","mode":"0777","uid":7}]},
 "state":{"files":"complete","tags":"complete"}}}})";

inline compiler::Compilation CompileSource(const std::string& source = kSource) {
  test::OneFile file(source);
  return compiler::Compile("small.mps", file);
}

inline jit::Compiler& Native() {
  const char* other = std::getenv("MPS_TEST_JIT_LIBRARY");  // tests/jit/faults.py
  static jit::Compiler* compiler = jit::OpenCompilerAt(other != nullptr ? other : MPS_JIT_LIBRARY).value();
  return *compiler;
}

inline Request RequestAt(const std::string& level) {
  Request request;
  request.evidence = AsBytes(kEvidence);
  request.level = level;
  return request;
}

}  // namespace mps::test
