// What stands inside literal tokens: checked and decoded here, each fault with a message of its own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ast/literal.h"
#include "diag/sink.h"
#include "source/source.h"

namespace mps::parse {

class LiteralReader {
 public:
  LiteralReader(const SourceFile& source, diag::Sink& sink) : source_(source), sink_(sink) {}

  // `"..."` or `"""..."""` without insertions; one that stands there is reported.
  ast::Str Plain(const Span& span);
  // The same with insertions.
  ast::Text Rich(const Span& span);
  // prefix'...'. LIMIT: kPatternBytes for re and glob, kPatternWork for all patterns of a file together.
  ast::Literal Typed(const Span& span);
  // As Typed, for places where a digest is due: another literal is reported.
  ast::Literal Digest(const Span& span);
  // Digits, with the sign that stood before them, and a unit of time or nothing.
  ast::Literal Number(const Span& digits, bool negative, std::string_view unit, const Span& whole);
  ast::Literal Mode(const Span& span);
  ast::Literal Time(const Span& span);

 private:
  diag::Diagnostic& Report(diag::Id id, const Span& span, std::vector<diag::Arg> args = {}) {
    return sink_.Report(id, span, std::move(args));
  }
  Span Within(const Span& span, std::size_t offset, std::size_t size) const;

  ast::Text Decode(const Span& span);
  void DecodeLong(const Span& inner, ast::Text& out);
  void DecodeRun(std::uint32_t begin, std::uint32_t end, ast::Text& out);
  std::uint32_t Escape(std::uint32_t at, std::uint32_t end, ast::Text& out);
  std::uint32_t CodePoint(std::uint32_t at, std::uint32_t end, ast::Text& out);
  std::uint32_t Insertion(std::uint32_t at, std::uint32_t end, ast::Text& out);

  void Octets(ast::Literal& out, const std::string& inner, const Span& where, bool base64);
  void DigestOctets(ast::Literal& out, const std::string& inner, const Span& where, DigestAlg alg, std::size_t size,
                    const std::string& prefix);
  void Regex(ast::Literal& out, const std::string& inner, const Span& where);
  void GlobPattern(ast::Literal& out, const std::string& inner, const Span& where);
  void Address(ast::Literal& out, const std::string& inner, const Span& where);
  void Version(ast::Literal& out, const std::string& inner, const Span& where, Ordering ordering);
  void UnknownPrefix(ast::Literal& out, const std::string& prefix, const Span& span);

  const SourceFile& source_;
  diag::Sink& sink_;
  std::size_t pattern_work_ = 0;
  bool work_reported_ = false;
};

}  // namespace mps::parse
