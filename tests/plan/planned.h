// Rules of a test, compiled and planned.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "one_file.h"
#include "program/program.h"

namespace mps::test {

inline std::shared_ptr<const program::Program> Planned(const std::string& source) {
  OneFile reader(source);
  const auto compilation = compiler::Compile("plan.mps", reader);
  INFO(compilation.RenderText(false) << compilation.status().ToString());
  REQUIRE(compilation.ok());
  return compilation.program();
}

inline std::string Rule(const std::string& id, const std::string& require) {
  return "rule \"" + id + "\" r" + id + " { title \"t\" level L1 severity low require " + require + " }\n";
}

}  // namespace mps::test
