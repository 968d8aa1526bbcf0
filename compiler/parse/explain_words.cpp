// The table of words; see explain_words.h.
#include "parse/explain_words.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace mps::parse {
namespace {

constexpr Counsel kCounsels[] = {
    // The parts of a control as CIS benchmarks, STIGs and XCCDF call them.
    {WordPlace::kStatement, "audit", "require",
     "what is to hold is written `require` and a condition; how a collector finds out is not part of the definition"},
    {WordPlace::kStatement, "check", "require", "what is to hold is written `require` and a condition"},
    {WordPlace::kStatement, "assert", "require", "what is to hold is written `require` and a condition"},
    {WordPlace::kStatement, "ensure", "require", "what is to hold is written `require` and a condition"},
    {WordPlace::kStatement, "must", "require", "what is to hold is written `require` and a condition"},
    {WordPlace::kStatement, "remediation", "fix",
     "a remedy is written `fix shell \"...\"`, `fix ansible \"...\"` or `fix text \"...\"`"},
    {WordPlace::kStatement, "fixtext", "fix",
     "a remedy is written `fix shell \"...\"`, `fix ansible \"...\"` or `fix text \"...\"`"},
    {WordPlace::kStatement, "references", "refs", "references are written `refs nist \"SI-4\", cce \"CCE-83899-5\"`"},
    {WordPlace::kStatement, "reference", "refs", "references are written `refs nist \"SI-4\", cce \"CCE-83899-5\"`"},
    {WordPlace::kStatement, "ref", "refs", "references are written `refs nist \"SI-4\", cce \"CCE-83899-5\"`"},
    {WordPlace::kStatement, "impact", "note", "the consequences of a control are written as a `note`"},
    {WordPlace::kStatement, "comment", "note",
     "a remark for readers of the report is a `note`; one for readers of the source begins with `//`"},
    {WordPlace::kStatement, "profile", "level", "a profile is a `level`; several are written `level L1, L2`"},
    {WordPlace::kStatement, "applicability", "when", "when a rule applies is written `when` and a condition"},
    {WordPlace::kStatement, "platform", "when", "when a rule applies is written `when` and a condition"},
    {WordPlace::kStatement, "applies", "when", "when a rule applies is written `when` and a condition"},
    {WordPlace::kStatement, "name", "title",
     "the words for a reader are the `title`; a rule's name follows its number"},
    {WordPlace::kStatement, "group", "section", "rules are grouped in a `section \"1.1\" \"Title\" { ... }`"},
    {WordPlace::kStatement, "chapter", "section", "rules are grouped in a `section \"1.1\" \"Title\" { ... }`"},
    {WordPlace::kStatement, "control", "rule", "a control is a `rule \"1.1.1\" name { ... }`"},
    {WordPlace::kStatement, "benchmark", "mps", "a definition begins with `mps \"Name\" version 1.0.0 language 1`"},
    {WordPlace::kStatement, "policy", "mps", "a definition begins with `mps \"Name\" version 1.0.0 language 1`"},
    {WordPlace::kStatement, "cce", "", "an identifier stands after `refs`: refs cce \"CCE-83899-5\""},
    {WordPlace::kStatement, "cve", "", "an identifier stands after `refs`: refs cve \"CVE-2024-3094\""},
    {WordPlace::kStatement, "nist", "", "an identifier stands after `refs`: refs nist \"SI-4\""},
    {WordPlace::kStatement, "stig", "", "an identifier stands after `refs`: refs stig \"V-238200\""},
    // Words of programming languages.
    {WordPlace::kStatement, "if", "when",
     "what makes a rule applicable is written `when` and a condition; `not x or y` says `if x then y`"},
    {WordPlace::kStatement, "unless", "", "write `when not (...)`"},
    {WordPlace::kStatement, "elif", "",
     "there are no branches: a `grade` lists full conditions in order, and `(x else d)` gives a default"},
    {WordPlace::kStatement, "elseif", "",
     "there are no branches: a `grade` lists full conditions in order, and `(x else d)` gives a default"},
    {WordPlace::kStatement, "let", "define",
     "a word of your own is written `define name(argument : type) : type = expression`, outside of rules"},
    {WordPlace::kStatement, "var", "param",
     "a value that the user may set is a `param`; a word of your own is a `define`"},
    {WordPlace::kStatement, "const", "define",
     "a word of your own is written `define name : type = expression`, outside of rules"},
    {WordPlace::kStatement, "def", "define",
     "a word of your own is written `define name(argument : type) : type = expression`"},
    {WordPlace::kStatement, "function", "define",
     "a word of your own is written `define name(argument : type) : type = expression`"},
    {WordPlace::kStatement, "func", "define",
     "a word of your own is written `define name(argument : type) : type = expression`"},
    {WordPlace::kStatement, "macro", "template",
     "clauses for several rules stand in a `template name(argument : type) { ... }`"},
    {WordPlace::kStatement, "return", "",
     "a `define` has its value after `=`, and a rule its condition after `require`"},
    {WordPlace::kStatement, "using", "import", "another file is brought in with `import name version 1.0`"},
    {WordPlace::kStatement, "struct", "record", "a record type is written `record name { field : type }`"},
    {WordPlace::kStatement, "class", "record", "a record type is written `record name { field : type }`"},
    {WordPlace::kStatement, "variable", "param", "a value that the user may set is a `param`"},
    {WordPlace::kStatement, "parameter", "param", "a value that the user may set is a `param`"},
    {WordPlace::kStatement, "waiver", "waive",
     "a waiver is written `waive \"id\" until 2027-01-01 because \"...\" approved \"...\"`, in a `tailor` file"},
    {WordPlace::kStatement, "exception", "waive",
     "a waiver is written `waive \"id\" until 2027-01-01 because \"...\" approved \"...\"`, in a `tailor` file"},
    // After an operand.
    {WordPlace::kOperator, "equals", "==", "two values are compared with `==`"},
    {WordPlace::kOperator, "eq", "==", "two values are compared with `==`"},
    {WordPlace::kOperator, "ne", "!=", "write `!=`"},
    {WordPlace::kOperator, "lt", "<", "write `<`"},
    {WordPlace::kOperator, "le", "<=", "write `<=`"},
    {WordPlace::kOperator, "gt", ">", "write `>`"},
    {WordPlace::kOperator, "ge", ">=", "write `>=`"},
    {WordPlace::kOperator, "match", "matches",
     "write `matches` and a pattern, re'...' or glob'...'; the whole text has to match"},
    {WordPlace::kOperator, "like", "matches",
     "write `matches` and a pattern, re'...' or glob'...'; the whole text has to match"},
    {WordPlace::kOperator, "has", "contains", "write `contains` for a piece of text, and `member in set` for a set"},
    {WordPlace::kOperator, "includes", "contains",
     "write `contains` for a piece of text, and `member in set` for a set"},
    {WordPlace::kOperator, "between", "in", "write x in lo..hi; both ends are included"},
    {WordPlace::kOperator, "exists", "is present", "write `is present`"},
    {WordPlace::kOperator, "startswith", "starts with", "write `starts with`"},
    {WordPlace::kOperator, "endswith", "ends with", "write `ends with`"},
    {WordPlace::kOperator, "begins", "starts", "write `starts with`"},
    {WordPlace::kOperator, "mod", "", "arithmetic is `+` and `-` on numbers, times and durations"},
    {WordPlace::kOperator, "union", "", "sets are not joined in version 1: test `x in a or x in b`"},
    {WordPlace::kOperator, "intersect", "", "sets are not joined in version 1: test `x in a and x in b`"},
    {WordPlace::kOperator, "minus", "", "sets are not joined in version 1: test `x in a and x not in b`"},
    {WordPlace::kOperator, "implies", "", "write `not a or b`"},
    {WordPlace::kOperator, "xor", "!=", "two truth values differ when a != b"},
    {WordPlace::kOperator, "satisfies", ":", "write a colon between the collection and the condition"},
    {WordPlace::kOperator, "month", "", "months have no fixed length: write days or weeks, as in 90 days"},
    {WordPlace::kOperator, "months", "", "months have no fixed length: write days or weeks, as in 90 days"},
    {WordPlace::kOperator, "year", "", "years have no fixed length: write days, as in 365 days"},
    {WordPlace::kOperator, "years", "", "years have no fixed length: write days, as in 365 days"},
    // Where an operand is due, found by what follows it.
    {WordPlace::kOperand, "if", "",
     "there are no branches in an expression: `not x or y` says `if x then y`, and `(x else d)` gives a default"},
    {WordPlace::kOperand, "exists", "", "write `x is present`, or any x in c : p"},
    {WordPlace::kOperand, "len", "count", "the number of members is count(c)"},
    {WordPlace::kOperand, "size", "count", "the number of members is count(c)"},
    {WordPlace::kOperand, "defined", "", "write `x is present`"},
};

constexpr std::pair<std::string_view, std::string_view> kQuantifiers[] = {
    {"every", "all"}, {"each", "all"}, {"forall", "all"}, {"foreach", "all"},     {"for", "all"}, {"exists", "any"},
    {"some", "any"},  {"none", "no"},  {"only", "one"},   {"unique", "distinct"}, {"the", "one"},
};

std::string Lower(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

}  // namespace

const Counsel* CounselFor(std::string_view word, WordPlace place) {
  const std::string lower = Lower(word);
  for (const Counsel& counsel : kCounsels) {
    if (counsel.place == place && counsel.word == lower) return &counsel;
  }
  return nullptr;
}

std::optional<std::string_view> MeantQuantifier(std::string_view word) {
  const std::string lower = Lower(word);
  for (const auto& [seen, meant] : kQuantifiers) {
    if (seen == lower) return meant;
  }
  return std::nullopt;
}

}  // namespace mps::parse
