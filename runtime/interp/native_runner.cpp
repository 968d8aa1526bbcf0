// Context and dictionaries of native code.
#include "interp/native_runner.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "builtins/logic.h"
#include "interp/native_host.h"
#include "program/scan_form.h"

namespace mps::interp {
namespace {

// Not keyed: what is stored are the program's own constants, and a text that is looked up meets at most the few that
// stand together.
std::uint64_t HashOf(std::string_view text) {
  std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15ull;
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * 0xff51afd7ed558ccdull;
    hash ^= hash >> 32;
  };
  std::uint64_t word = 0;
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::memcpy(&word, text.data(), 8);
    mix(word);
  }
  word = 0;
  std::memcpy(&word, text.data(), text.size());
  mix(word);
  return hash;
}

std::uint64_t LengthBit(std::size_t length) { return std::uint64_t{1} << std::min<std::size_t>(length, 63); }

// Table columns that are looked into are bounded by the number of scan loops; words by that of constants.
std::uint32_t AddWord(std::vector<std::string_view>& words, std::map<std::string_view, std::uint32_t>& known,
                      std::string_view word) {
  const auto [at, fresh] = known.emplace(word, static_cast<std::uint32_t>(words.size()));
  if (fresh) words.push_back(word);
  return at->second;
}

}  // namespace

NativeRunner::NativeRunner(const builtins::Prepared& prepared, Machine& machine, NativeCode code)
    : prepared_(prepared), machine_(machine), code_(std::move(code)) {
  const program::Program& program = prepared.program();
  columns_.resize(program.columns.size());
  for (std::uint32_t i = 0; i < program.sets.size(); ++i) sets_.push_back(&prepared.set(i));
  for (std::vector<Cell>& entries : machine.entries()) entries_.push_back(entries.data());
  scan_results_.resize(program.scan_loops.size());
  scan_done_.resize(program.scan_loops.size());
  MakeDictionaries();
  context_.host = kNativeHostFunctions.data();
  context_.columns = columns_.data();
  context_.sets = sets_.data();
  context_.outcomes = machine.outcomes();
  context_.entries = entries_.data();
  context_.scan_results = scan_results_.data();
  context_.scan_done = scan_done_.data();
  context_.extra_steps = &machine.services().extra_steps;
  context_.runner = this;
}

void NativeRunner::MakeDictionaries() {
  const program::Program& program = prepared_.program();
  dictionary_of_.assign(program.scan_loops.size(), schema::kNone);
  std::map<std::uint32_t, std::uint32_t> by_column;
  std::vector<std::map<std::string_view, std::uint32_t>> known;
  for (std::uint32_t i = 0; i < program.scan_loops.size(); ++i) {
    if (!program::LooksForConstants(program, program.scan_loops[i])) continue;
    const program::Instr& in = program.scan_steps[program.scan_loops[i].body].instr;
    const std::uint32_t column = program.scan_steps[in.a].instr.imm;
    const auto [at, fresh] = by_column.emplace(column, static_cast<std::uint32_t>(dictionaries_.size()));
    if (fresh) {
      dictionaries_.emplace_back().column = column;
      known.emplace_back();
    }
    Dictionary& dictionary = dictionaries_[at->second];
    dictionary_of_[i] = at->second;
    dictionary.loops.push_back(i);
    std::vector<std::uint32_t>& sought = dictionary.sought.emplace_back();
    for (const Cell& member : program.sets[program.scan_steps[in.b].instr.imm].members)
      sought.push_back(AddWord(dictionary.words, known[at->second], member.text()));
  }
  for (Dictionary& dictionary : dictionaries_) {
    dictionary.slots.assign(std::bit_ceil(dictionary.words.size() * 2 + 2), 0);
    for (std::uint32_t i = 0; i < dictionary.words.size(); ++i) {
      std::size_t at = HashOf(dictionary.words[i]) & (dictionary.slots.size() - 1);
      while (dictionary.slots[at] != 0) at = (at + 1) & (dictionary.slots.size() - 1);
      dictionary.slots[at] = i + 1;
      dictionary.lengths |= LengthBit(dictionary.words[i].size());
    }
  }
}

void NativeRunner::LookUp(Dictionary& dictionary, const ActualState& state) {
  dictionary.found.assign(dictionary.words.size(), 0);
  dictionary.rest = {};
  const schema::ColumnRef column = prepared_.program().columns[dictionary.column];
  const Cell* cells = state.tables[column.table].columns[column.column].data();
  const std::uint32_t rows = state.tables[column.table].rows;
  const std::size_t mask = dictionary.slots.size() - 1;
  for (std::uint32_t r = 0; r < rows; ++r) {
    if (!builtins::Usable(cells[r])) {
      dictionary.rest.Note(cells[r]);
      continue;
    }
    const std::string_view text = cells[r].text();
    if ((dictionary.lengths & LengthBit(text.size())) == 0) continue;
    for (std::size_t at = HashOf(text) & mask; dictionary.slots[at] != 0; at = (at + 1) & mask) {
      if (dictionary.words[dictionary.slots[at] - 1] != text) continue;
      dictionary.found[dictionary.slots[at] - 1] = 1;
      break;
    }
  }
}

void NativeRunner::Find(std::uint32_t loop, const Cell& collection) {
  const Dictionary& dictionary = dictionaries_[dictionary_of_[loop]];
  const Cell otherwise =
      builtins::Or(dictionary.rest.Worst(Cell::Bool(false)), Machine::Completeness(collection, Cell::Bool(false)));
  for (std::size_t i = 0; i < dictionary.loops.size(); ++i) {
    const bool any = std::any_of(dictionary.sought[i].begin(), dictionary.sought[i].end(),
                                 [&](std::uint32_t word) { return dictionary.found[word] != 0; });
    scan_results_[dictionary.loops[i]] = any ? Cell::Bool(true) : otherwise;
    scan_done_[dictionary.loops[i]] = 1;
  }
}

void NativeRunner::Bind(const ActualState& state) {
  const program::Program& program = prepared_.program();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const schema::ColumnRef column = program.columns[i];
    columns_[i] = state.tables[column.table].columns[column.column].data();
  }
  for (Dictionary& dictionary : dictionaries_) LookUp(dictionary, state);
}

void NativeRunner::Begin() { context_.steps = 0; }

void NativeRunner::SetInput(const MachineInput& input) {
  context_.now = input.now;
  context_.accept_warning = input.accept_warning ? 1 : 0;
  context_.params = input.params == nullptr ? nullptr : input.params->data();
  context_.digests = input.digests == nullptr ? nullptr : input.digests->data();
  context_.max_steps = input.max_steps;
  if (!scan_done_.empty()) std::memset(scan_done_.data(), 0, scan_done_.size());
}

bool NativeRunner::Holds(std::optional<std::uint32_t> level) const {
  return code_.image->level == kNativeAllLevels || (level && *level == code_.image->level);
}

Status NativeRunner::Run(NativeEntry entry) {
  if (entry(&context_) == kNativeOk && context_.steps + *context_.extra_steps <= context_.max_steps) return Status();
  return Status(Code::kLimit, "the evaluation takes too many steps");
}

Status NativeRunner::RunRules(const std::uint8_t* selected) {
  context_.selected = selected;
  for (std::uint32_t i = 0; i < code_.image->groups_count; ++i) MPS_TRY(Run(code_.image->groups[i].run));
  return Status();
}

Status NativeRunner::RunRule(const std::uint8_t* selected, std::uint32_t rule) {
  context_.selected = selected;
  for (std::uint32_t i = 0; i < code_.image->groups_count; ++i) {
    const NativeGroup& group = code_.image->groups[i];
    if (group.first <= rule && rule < group.last) return Run(group.run);
  }
  return Status(Code::kInternal, "compiled code lacks a rule");
}

Status NativeRunner::RunConfiguration(std::uint32_t index) { return Run(code_.image->configurations[index]); }

}  // namespace mps::interp
