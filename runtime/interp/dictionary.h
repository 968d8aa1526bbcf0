// Dictionaries: the constants that scans look for in the columns of an actual state, and the rows that have them.
// Looked up once a state, whatever the number of scans: `any x in services : x.name == "nis" and x.active` then asks
// only of the rows of that name.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "builtins/set_object.h"
#include "program/program.h"
#include "program/scan_form.h"
#include "schema/actual_state.h"

namespace mps::interp {

// The constants that are looked for in one column.
class Dictionary {
 public:
  explicit Dictionary(std::uint32_t column) : column_(column) {}

  // Before the first LookUp. The word's number is given by the order of first additions; REQUIRES: its octets outlive
  // the dictionary; none is added twice.
  std::uint32_t Add(std::string_view word);
  void Seal();

  std::uint32_t column() const { return column_; }  // of Program::columns
  void LookUp(const schema::ColumnRef& column, const ActualState& state);

  // The rows that have a word: first, and the next after a row, in no particular order. kNone: no more.
  std::uint32_t first(std::uint32_t word) const { return first_[word]; }
  std::uint32_t next(std::uint32_t row) const { return next_[row]; }
  // Rows without value.
  const builtins::Rest& rest() const { return rest_; }

 private:
  std::uint32_t column_;
  std::vector<std::string_view> words_;
  std::vector<std::uint32_t> slots_;  // word + 1; 0: free. A power of two, at least twice the words
  std::uint64_t lengths_ = 0;         // bit n: a word of n octets; bit 63: longer ones
  std::vector<std::uint32_t> first_;  // by word
  std::vector<std::uint32_t> next_;   // by row; of rows that have no word: anything
  builtins::Rest rest_;
};

// A scan loop to which only those rows matter whose claim is one of some words: in all others its `where` (or, but for
// `all`, its body) is false. Of them, it asks what is left.
struct Narrowing {
  std::uint32_t dictionary = schema::kNone;  // kNone: the loop is not narrowed
  std::uint32_t words = 0;                   // a list of words
  std::vector<program::Reg> where, body;     // steps that have all to hold
  // The loop is `any claim is one of the words` and nothing else.
  bool is_bare() const { return where.empty() && body.empty(); }
};

class Dictionaries {
 public:
  explicit Dictionaries(const program::Program& program);

  // Looks up what `state` has. To be called for every state, also for one that was changed in place.
  void Bind(const ActualState& state);

  const Narrowing& of(std::uint32_t loop) const { return of_[loop]; }
  const Dictionary& dictionary(const Narrowing& n) const { return dictionaries_[n.dictionary]; }
  const std::vector<std::uint32_t>& words(const Narrowing& n) const { return lists_[n.words]; }
  // The `any` loops of a dictionary that are bare: whether one of their words is there is their answer.
  const std::vector<std::uint32_t>& bare(const Narrowing& n) const { return bare_[n.dictionary]; }

 private:
  struct Builder;
  Narrowing Narrow(Builder& builder, const program::ScanLoop& loop);
  void TakeWords(Builder& builder, const program::SoughtWords& sought, Narrowing& out);

  const program::Program& program_;
  std::vector<Dictionary> dictionaries_;
  std::vector<std::vector<std::uint32_t>> lists_;
  std::vector<std::vector<std::uint32_t>> bare_;  // by dictionary
  std::vector<Narrowing> of_;                     // by scan loop
};

}  // namespace mps::interp
