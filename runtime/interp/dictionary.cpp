#include "interp/dictionary.h"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "base/short_text.h"
#include "builtins/logic.h"

namespace mps::interp {
namespace {

using program::kNoReg;
using program::LoopKind;
using program::Op;
using program::Reg;
using program::ScanLoop;

std::uint64_t LengthBit(std::size_t length) { return std::uint64_t{1} << std::min<std::size_t>(length, 63); }

// The steps that have all to hold for `step` to hold; beyond a few they are left together.
std::vector<Reg> Conjuncts(const program::Program& program, Reg step) {
  constexpr std::size_t kMany = 8;
  std::vector<Reg> out, open;
  if (step != kNoReg) open.push_back(step);
  while (!open.empty()) {
    const Reg at = open.back();
    open.pop_back();
    const program::Instr& in = program.scan_steps[at].instr;
    if (in.op == Op::kAnd && out.size() + open.size() < kMany) {
      open.push_back(in.b);
      open.push_back(in.a);
    } else {
      out.push_back(at);
    }
  }
  return out;
}

}  // namespace

std::uint32_t Dictionary::Add(std::string_view word) {
  words_.push_back(word);
  lengths_ |= LengthBit(word.size());
  return static_cast<std::uint32_t>(words_.size() - 1);
}

void Dictionary::Seal() {
  first_.assign(words_.size(), schema::kNone);
  slots_.assign(std::bit_ceil(words_.size() * 2 + 2), 0);
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    std::size_t at = EndsHash(words_[i]) & (slots_.size() - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = i + 1;
  }
}

void Dictionary::LookUp(const schema::ColumnRef& column, const ActualState& state) {
  std::fill(first_.begin(), first_.end(), schema::kNone);
  rest_ = {};
  const TableData& table = state.tables[column.table];
  const Cell* cells = table.columns[column.column].data();
  const std::size_t mask = slots_.size() - 1;
  if (next_.size() < table.rows) next_.resize(table.rows);
  for (std::uint32_t r = 0; r < table.rows; ++r) {
    if (!builtins::Usable(cells[r])) {
      rest_.Note(cells[r]);
      continue;
    }
    const std::string_view text = cells[r].text();
    if ((lengths_ & LengthBit(text.size())) == 0) continue;
    for (std::size_t at = EndsHash(text) & mask; slots_[at] != 0; at = (at + 1) & mask) {
      const std::uint32_t word = slots_[at] - 1;
      if (!SameText(words_[word], text)) continue;
      next_[r] = std::exchange(first_[word], r);
      break;
    }
  }
}

// What is known while the loops are gone through.
struct Dictionaries::Builder {
  std::map<std::uint32_t, std::uint32_t> by_column;                      // dictionaries
  std::vector<std::map<std::string_view, std::uint32_t>> known;          // by dictionary: its words
  std::map<std::pair<std::uint32_t, const Cell*>, std::uint32_t> lists;  // by dictionary and words
};

Dictionaries::Dictionaries(const program::Program& program) : program_(program) {
  Builder builder;
  of_.resize(program.scan_loops.size());
  for (std::uint32_t i = 0; i < program.scan_loops.size(); ++i) {
    if (program.scan_loops[i].table == schema::kNone) continue;
    of_[i] = Narrow(builder, program.scan_loops[i]);
    const bool is_any = program.scan_loops[i].kind == LoopKind::kAny;
    if (is_any && of_[i].dictionary != schema::kNone && of_[i].is_bare()) bare_[of_[i].dictionary].push_back(i);
  }
  for (Dictionary& dictionary : dictionaries_) dictionary.Seal();
}

Narrowing Dictionaries::Narrow(Builder& builder, const ScanLoop& loop) {
  Narrowing out;
  out.where = Conjuncts(program_, loop.where);
  out.body = {loop.body};
  const auto take = [&](std::vector<Reg>& from) {
    for (auto at = from.begin(); at != from.end(); ++at) {
      const auto sought = program::Seeks(program_, *at, loop.table);
      if (!sought) continue;
      from.erase(at);
      TakeWords(builder, *sought, out);
      return true;
    }
    return false;
  };
  if (take(out.where) || loop.kind == LoopKind::kAll) return out;
  out.body = Conjuncts(program_, loop.body);
  take(out.body);
  return out;
}

void Dictionaries::TakeWords(Builder& builder, const program::SoughtWords& sought, Narrowing& out) {
  const auto [dictionary, is_new] =
      builder.by_column.emplace(sought.column, static_cast<std::uint32_t>(dictionaries_.size()));
  if (is_new) {
    dictionaries_.emplace_back(sought.column);
    builder.known.emplace_back();
    bare_.emplace_back();
  }
  out.dictionary = dictionary->second;
  const auto [list, is_new_list] =
      builder.lists.emplace(std::make_pair(out.dictionary, sought.words), static_cast<std::uint32_t>(lists_.size()));
  out.words = list->second;
  if (!is_new_list) return;
  std::vector<std::uint32_t>& words = lists_.emplace_back();
  for (std::size_t i = 0; i < sought.count; ++i) {
    const std::string_view text = sought.words[i].text();
    const auto [word, is_new_word] = builder.known[out.dictionary].emplace(text, 0);
    if (is_new_word) word->second = dictionaries_[out.dictionary].Add(text);
    words.push_back(word->second);
  }
}

void Dictionaries::Bind(const ActualState& state) {
  for (Dictionary& dictionary : dictionaries_) dictionary.LookUp(program_.columns[dictionary.column()], state);
}

}  // namespace mps::interp
