// What a field says of CoRIMs: `corim svn of "bios"` (docs/language.md, L3).
#include <algorithm>

#include "base/hex.h"
#include "check/checker.h"

namespace mps::check {
namespace {

// 8-4-4-4-12 hexadecimal digits (RFC 9562 section 4), without the dashes.
std::optional<std::string> UuidDigits(const std::string& text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return std::nullopt;
    if (!dash) digits += static_cast<char>(text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);
  }
  const auto octets = HexDecode(digits);
  if (!octets.ok() || octets->size() != 16) return std::nullopt;
  return digits;
}

// Two and more numbers with dots between them, none with a zero in front.
bool IsOid(const std::string& text) {
  std::size_t parts = 0, digits = 0;
  bool zero = false;
  for (const char c : text + ".") {
    if (c == '.') {
      if (digits == 0 || (zero && digits > 1)) return false;
      ++parts, digits = 0;
    } else if (c >= '0' && c <= '9') {
      if (digits++ == 0) zero = c == '0';
    } else {
      return false;
    }
  }
  return parts >= 2 && text[0] <= '2';
}

}  // namespace

std::optional<CorimId> Checker::CorimIdOf(const ast::Literal& literal, const std::optional<ast::Name>& kind) {
  CorimId out;
  if (literal.kind == ast::LiteralKind::kInt) {
    out.kind = CorimId::Kind::kUint;
    out.number = static_cast<std::uint64_t>(literal.integer);
    return out;
  }
  out.kind = CorimId::Kind::kText;
  out.text = literal.text;
  if (!kind) return out;
  if (kind->text == "oid" && IsOid(literal.text)) {
    out.kind = CorimId::Kind::kOid;
    return out;
  }
  const auto uuid = kind->text == "uuid" ? UuidDigits(literal.text) : std::nullopt;
  if (uuid) {
    out.kind = CorimId::Kind::kUuid, out.text = *uuid;
    return out;
  }
  if (kind->text == "oid" || kind->text == "uuid") {
    Report(diag::Id::kCorimKey, literal.span, {kind->text, literal.text})
        .At(kind->text == "oid" ? "numbers with dots between them, such as 2.5.8192"
                                : "such as 31fb5abf-023e-4992-aa4e-95f9c1503bfa");
  } else {
    diag::Diagnostic& d = Report(diag::Id::kCorimKey, kind->span, {"measurement key", kind->text});
    SuggestNearest(d.At("`oid`, `uuid`, or the text or number alone"), kind->span, kind->text, {"oid", "uuid"});
  }
  return std::nullopt;
}

std::optional<CorimClaim> Checker::CorimOf(const ast::CorimRef& ref, TypeId type) {
  const CorimWord* word = FindCorimWord(ref.part.text);
  if (word == nullptr) {
    std::vector<std::string> words;
    for (const CorimWord& row : CorimWords()) words.emplace_back(row.word);
    diag::Diagnostic& d = Report(diag::Id::kUnknownCorimPart, ref.part.span, {ref.part.text});
    SuggestNearest(d.At("what of a CoRIM stands for this claim"), ref.part.span, ref.part.text, words);
    return std::nullopt;
  }
  CorimClaim out;
  out.part = word->part;
  const bool is_register = word->part == CorimPart::kRegister;
  if (is_register != ref.item.has_value()) {
    Report(diag::Id::kCorimForm, ref.span, {ref.part.text})
        .At(is_register ? "which register? as in `register[\"pcr0\"]`" : "only `register` has a name in brackets");
    return std::nullopt;
  }
  if (ref.key && !word->of_measurement) {
    Report(diag::Id::kCorimForm, ref.key->span, {ref.part.text})
        .At("it is no part of a measurement, so no measurement key belongs to it");
    return std::nullopt;
  }
  const bool is_set = KindOf(type) == TypeKind::kSet;
  if (!CorimFits(word->part, KindOf(is_set ? model_.types[type].element : type), is_set)) {
    Report(diag::Id::kCorimType, ref.part.span, {ref.part.text, std::string(word->takes), TypeName(type)});
    return std::nullopt;
  }
  if (word->part == CorimPart::kFlag) out.item = {CorimId::Kind::kUint, word->flag, ""};
  const auto read = [&](const std::optional<ast::Literal>& from, const std::optional<ast::Name>& kind, CorimId& to) {
    if (!from) return true;
    const auto id = CorimIdOf(*from, kind);
    if (id) to = *id;
    return id.has_value();
  };
  if (!read(ref.item, std::nullopt, out.item) || !read(ref.key, ref.key_kind, out.key)) return std::nullopt;
  return out;
}

}  // namespace mps::check
