// What all nodes of the parse tree derive from (MpsParser.g4, contextSuperClass): ANTLR's node, whose accessors tell a
// child's rule by one comparison of types. ANTLR's own try a dynamic_cast on every child at every call, which was the
// dearest part of building the syntax tree. The grammar labels no alternatives, so a node's type is its rule's,
// exactly.
#pragma once

#include <antlr4-runtime.h>

#include <typeinfo>
#include <vector>

namespace mps::grammar {

class TreeContext : public antlr4::ParserRuleContext {
 public:
  TreeContext() = default;
  // Three children: what the smallest block of memory holds, so that most nodes take one block and not three in turn.
  TreeContext(antlr4::ParserRuleContext* parent, size_t state) : ParserRuleContext(parent, state) {
    children.reserve(3);
  }

  // These hide ANTLR's, which the generated accessors would call: `expr(1)` is the second child that is an `expr`.
  template <class T>
  T* getRuleContext(size_t i) {
    for (antlr4::tree::ParseTree* child : children) {
      if (typeid(*child) == typeid(T) && i-- == 0) return static_cast<T*>(child);
    }
    return nullptr;
  }
  template <class T>
  std::vector<T*> getRuleContexts() {
    std::vector<T*> found;
    for (antlr4::tree::ParseTree* child : children) {
      if (typeid(*child) == typeid(T)) found.push_back(static_cast<T*>(child));
    }
    return found;
  }
  antlr4::tree::TerminalNode* getToken(size_t type, size_t i) override {
    for (antlr4::tree::ParseTree* child : children) {
      auto* terminal = TerminalOf(child);
      if (terminal != nullptr && terminal->getSymbol()->getType() == type && i-- == 0) return terminal;
    }
    return nullptr;
  }

 private:
  static antlr4::tree::TerminalNode* TerminalOf(antlr4::tree::ParseTree* child) {
    const std::type_info& type = typeid(*child);
    const bool terminal = type == typeid(antlr4::tree::TerminalNodeImpl) || type == typeid(antlr4::tree::ErrorNodeImpl);
    return terminal ? dynamic_cast<antlr4::tree::TerminalNode*>(child) : nullptr;  // a virtual base
  }
};

}  // namespace mps::grammar
