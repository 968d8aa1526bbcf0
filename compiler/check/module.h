// A source file as a space of names: what it declares, by kind, and what it imports.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ast/ast.h"
#include "mps/bytes.h"

namespace mps::check {

struct Module;

// Names of unlike spaces never meet in one place of the grammar, so they may be the same word.
enum class Space : std::uint8_t { kValue, kType, kTemplate, kLevel, kEndorser, kFixture };
inline constexpr std::size_t kSpaces = 6;
std::string_view SpaceNoun(Space space);  // `name`, `type`, `template`: for messages

struct Symbol {
  std::string name;
  ast::DeclKind kind = ast::DeclKind::kSet;
  const ast::Decl* decl = nullptr;
  Module* module = nullptr;  // where it is declared
  Span span;                 // of the name
  Module* target = nullptr;  // of an import: what was imported, or null if that failed
};

struct Module {
  enum class Origin : std::uint8_t { kMain, kLibrary, kFile };
  Origin origin = Origin::kMain;
  std::string identity;  // `library linux`, `file a/b.mps`: one module each
  std::string path;      // of the file, as given; its folder is where relative paths start
  std::string prefix;    // `linux.`: before its names in reports; empty for the main file
  const ast::File* ast = nullptr;
  std::unique_ptr<ast::File> owned;
  std::array<std::map<std::string, Symbol, std::less<>>, kSpaces> spaces;
  std::vector<Symbol*> order;  // of the imports, as they stand
  bool loading = false;        // on the way from the main file to here: an import of it is a cycle
  bool failed = false;         // has errors
  bool wrong_kind = false;     // neither library nor definition
  bool names_ready = false;
  Bytes definition_digest;
  std::uint32_t environments = 0;

  const Symbol* Find(Space space, std::string_view name) const {
    const auto& names = spaces[static_cast<std::size_t>(space)];
    auto found = names.find(name);
    return found == names.end() ? nullptr : &found->second;
  }
};

}  // namespace mps::check
