// Sets and tables from pinned files. The file's bytes must have the pinned digest, so a flipped bit anywhere is refused
// before a line is read. A set: one literal a line. A table: a value, two blanks, a key, as sha256sum writes them.
// Values stand as evidence spells them (docs/evidence.md), digests also as bare hex. `#` begins a comment line.
#include <algorithm>
#include <charconv>

#include "base/hex.h"
#include "base/ip.h"
#include "base/time.h"
#include "base/utf8.h"
#include "base/version_order.h"
#include "check/checker.h"
#include "crypto/hash.h"
#include "model/compare.h"

namespace mps::check {
namespace {

std::optional<std::int64_t> Integer(std::string_view text, int base) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  bool zero_first = text.size() > 1 && text[text[0] == '-' ? 1 : 0] == '0';
  if (base == 10 && (zero_first || text == "-0")) return std::nullopt;
  return number;
}

// `sha256:<hex>`, sha256'<hex>' or bare hex, whose length tells the algorithm.
std::optional<Value> PinnedDigest(std::string_view text) {
  Value value;
  value.kind = TypeKind::kDigest;
  std::optional<DigestAlg> alg;
  std::size_t mark = text.find_first_of(":'");
  if (mark != std::string_view::npos) {
    alg = crypto::DigestFromName(text.substr(0, mark));
    if (!alg) return std::nullopt;
    if (text[mark] == '\'') {
      if (text.back() != '\'' || text.size() < mark + 2) return std::nullopt;
      text.remove_suffix(1);
    }
    text.remove_prefix(mark + 1);
  } else {
    for (DigestAlg a : {DigestAlg::kSha1, DigestAlg::kSha256, DigestAlg::kSha384, DigestAlg::kSha512}) {
      if (crypto::DigestSize(a) * 2 == text.size()) alg = a;
    }
  }
  auto octets = HexDecode(text);
  if (!alg || !octets.ok() || octets->size() != crypto::DigestSize(*alg)) return std::nullopt;
  value.digest_alg = *alg;
  value.text = std::string(AsText(*octets));
  return value;
}

// Calls `take(line number, line)` for every line that is neither empty nor a comment; stops where that gives false.
template <class Take>
bool ForEachLine(std::string_view text, Take take) {
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    if (!take(number, line)) return false;
  }
  return true;
}

// The escapes of sha256sum: a line that begins with `\` has `\\`, `\n` and `\r` in its name.
std::optional<std::string> UnescapeSumName(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '\\') {
      out += name[i];
      continue;
    }
    if (++i == name.size()) return std::nullopt;
    if (name[i] == '\\')
      out += '\\';
    else if (name[i] == 'n')
      out += '\n';
    else if (name[i] == 'r')
      out += '\r';
    else
      return std::nullopt;
  }
  return out;
}

}  // namespace

std::optional<Value> Checker::PinnedLiteral(std::string_view text, TypeId type, std::string* why) {
  const schema::TypeDef& def = Def(type);
  Value value;
  value.kind = def.kind == TypeKind::kScalar ? TypeKind::kText : def.kind;
  value.text = std::string(text);
  auto number = [&](std::optional<std::int64_t> n) -> std::optional<Value> {
    value.text.clear();
    if (!n || (def.low && *n < *def.low) || (def.high && *n > *def.high)) return std::nullopt;
    value.number = *n;
    return value;
  };
  *why = "no `" + TypeName(type) + "`";
  switch (def.kind) {
    case TypeKind::kPath:
      if (auto octets = PathBytesFromText(text); !octets.ok()) return *why = octets.status().message(), std::nullopt;
      [[fallthrough]];
    case TypeKind::kText:
    case TypeKind::kScalar:
    case TypeKind::kEnum:
      if (def.words.empty() || def.open || std::binary_search(def.words.begin(), def.words.end(), value.text))
        return value;
      return std::nullopt;
    case TypeKind::kBool:
      return text == "true" ? number(1) : (text == "false" ? number(0) : std::nullopt);
    case TypeKind::kInt:
    case TypeKind::kDuration:
      return number(Integer(text, 10));
    case TypeKind::kMode: {
      auto mode = Integer(text, 8);
      return mode && *mode >= 0 && *mode <= 07777 ? number(mode) : std::nullopt;
    }
    case TypeKind::kTime: {
      auto time = ParseTime(text);
      return time.ok() ? number(*time) : number(Integer(text, 10));
    }
    case TypeKind::kDigest:
      return PinnedDigest(text);
    case TypeKind::kBytes: {
      auto octets = HexDecode(text);
      if (!octets.ok()) return std::nullopt;
      value.text = std::string(AsText(*octets));
      return value;
    }
    case TypeKind::kVersion: {
      value.ordering = def.ordering;
      Status good = ValidateVersion(def.ordering, text);
      if (!good.ok()) return *why = good.message(), std::nullopt;
      return value;
    }
    case TypeKind::kIp: {
      auto ip = ParseIp(text);
      if (!ip.ok()) return *why = ip.status().message(), std::nullopt;
      value.text = std::string(AsText(ip->view()));
      return value;
    }
    case TypeKind::kCidr: {
      auto cidr = ParseCidr(text);
      if (!cidr.ok()) return *why = cidr.status().message(), std::nullopt;
      value.text = std::string(AsText(cidr->ip.view()));
      value.number = cidr->prefix;
      return value;
    }
    default:
      return std::nullopt;
  }
}

std::optional<std::string> Checker::PinnedText(const ast::PinnedFile& file, const Symbol& symbol) {
  auto text = session_.Pinned(file, *symbol.module, sink_);
  if (!text) return std::nullopt;
  if (auto bad = FirstInvalidUtf8(*text)) {
    Report(diag::Id::kPinnedLine, file.file.span,
           {file.file.value,
            static_cast<std::int64_t>(
                std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(*bad), '\n') + 1),
            std::string("not UTF-8")});
    return std::nullopt;
  }
  return text;
}

bool Checker::ReadPinnedSet(const ast::SetDecl& decl, const Symbol& symbol, model::Set& set) {
  if (set.element == kNoType) {
    Report(diag::Id::kEmptySetType, decl.from->file.span)
        .At("of what?")
        .WithHelp("write its type: `set " + symbol.name + " of text from ...`");
    return false;
  }
  auto text = PinnedText(*decl.from, symbol);
  if (!text) return false;
  set.file = decl.from->file.value;
  set.file_digest = decl.from->digest.bytes;
  std::size_t lines = 0;
  ForEachLine(*text, [&](std::size_t, std::string_view) { return ++lines < limit::kPinnedLines; });
  set.members.reserve(lines);
  bool ok = ForEachLine(*text, [&](std::size_t number, std::string_view line) {
    std::string why;
    auto value = PinnedLiteral(line, set.element, &why);
    if (value && set.members.size() >= limit::kPinnedLines)
      why = "more lines than the limit of " + std::to_string(limit::kPinnedLines);
    if (value && set.members.size() < limit::kPinnedLines) return set.members.push_back(std::move(*value)), true;
    Report(diag::Id::kPinnedLine, decl.from->file.span, {set.file, static_cast<std::int64_t>(number), why})
        .At("line " + std::to_string(number) + " is at fault");
    return false;
  });
  if (!ok) return false;
  std::size_t repeats = model::SortUnique(set.members);
  if (repeats != 0) {
    Report(diag::Id::kRepeatedLines, decl.from->file.span, {set.file, static_cast<std::int64_t>(repeats)})
        .At("some lines occur twice");
  }
  return true;
}

bool Checker::ReadPinnedTable(const ast::TableDecl& decl, const Symbol& symbol, model::Table& table) {
  auto text = PinnedText(decl.from, symbol);
  if (!text) return false;
  table.file = decl.from.file.value;
  table.file_digest = decl.from.digest.bytes;
  std::size_t rows = 0;
  bool ok = ForEachLine(*text, [&](std::size_t number, std::string_view line) {
    std::string why = "a value, two blanks and a key are due";
    bool escaped = line[0] == '\\';
    if (escaped) line.remove_prefix(1);
    std::size_t gap = std::min(line.find("  "), line.find(" *"));
    if (gap != std::string_view::npos && gap + 2 < line.size()) {
      std::optional<std::string> name(line.substr(gap + 2));
      if (escaped) name = UnescapeSumName(*name);
      if (!name) why = "an escape in the key is not known";
      auto key = name ? PinnedLiteral(*name, table.key, &why) : std::nullopt;
      auto value = key ? PinnedLiteral(line.substr(0, gap), table.element, &why) : std::nullopt;
      if (value && ++rows > limit::kPinnedLines) {
        why = "more lines than the limit of " + std::to_string(limit::kPinnedLines);
        value.reset();
      }
      if (value) {
        table.rows.emplace_back(std::move(key->text), std::vector<Value>());
        table.rows.back().second.push_back(std::move(*value));
        return true;
      }
    }
    Report(diag::Id::kPinnedLine, decl.from.file.span, {table.file, static_cast<std::int64_t>(number), why})
        .At("line " + std::to_string(number) + " is at fault");
    return false;
  });
  if (!ok) return false;
  std::stable_sort(table.rows.begin(), table.rows.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (kept != 0 && table.rows[kept - 1].first == table.rows[i].first) {
      auto& values = table.rows[kept - 1].second;
      std::move(table.rows[i].second.begin(), table.rows[i].second.end(), std::back_inserter(values));
      continue;
    }
    if (kept != i) table.rows[kept] = std::move(table.rows[i]);
    ++kept;
  }
  table.rows.resize(kept);
  for (auto& row : table.rows) model::SortUnique(row.second);
  return true;
}

}  // namespace mps::check
