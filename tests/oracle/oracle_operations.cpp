#include "oracle_operations.h"

#include <re2/re2.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string>

namespace mps::oracle {

using model::Expr;
using model::ExprKind;

State Worst(State a, State b) {
  for (const State s : {State::kError, State::kUnknown, State::kAbsent}) {
    if (a == s || b == s) return s;
  }
  return State::kValue;
}

Truth And(Truth a, Truth b) { return std::min(a, b); }  // the enumeration is in the order of `and`
Truth Or(Truth a, Truth b) {
  for (const Truth t : {Truth::kTrue, Truth::kError, Truth::kUnknown, Truth::kAbsent}) {
    if (a == t || b == t) return t;
  }
  return Truth::kFalse;
}
Truth Not(Truth a) { return a == Truth::kTrue ? Truth::kFalse : a == Truth::kFalse ? Truth::kTrue : a; }

Known Constant(const Value& v) {
  if (v.kind != TypeKind::kSet && v.kind != TypeKind::kList) return Known::Scalar(v);
  Known k;
  k.shape = Known::Shape::kCollection;
  for (const Value& item : v.items) k.members.push_back(Known::Scalar(item));
  return k;
}
Known ConstantSet(const std::vector<Value>& members) {
  Value v;
  v.kind = TypeKind::kSet;
  v.items = members;
  return Constant(v);
}

namespace {

bool IsTextTest(ExprKind k) {
  return k == ExprKind::kMatches || k == ExprKind::kContains || k == ExprKind::kStartsWith ||
         k == ExprKind::kEndsWith || k == ExprKind::kToInt || k == ExprKind::kLower;
}

Known Equal(const Known& a, const Known& b) {
  if (const State s = Worst(a.state, b.state); s != State::kValue) return Known::Of(s);
  const auto same = CompareValues(a.scalar, b.scalar, false);
  return same ? Known::Bool(*same == 0) : Known::Of(State::kError);
}

// x has no value: as strict as with each member, and over an empty set too.
Known NothingIn(State x, const Known& set) {
  State worst = set.incomplete ? Worst(x, State::kUnknown) : x;
  for (const Known& member : set.members) {
    const Truth t = And(member.filter, member.state == State::kValue ? Truth::kTrue : TruthOf(member));
    if (t == Truth::kError) worst = Worst(worst, State::kError);
    if (t == Truth::kUnknown) worst = Worst(worst, State::kUnknown);
    if (t == Truth::kAbsent) worst = Worst(worst, State::kAbsent);
  }
  return Known::Of(worst);
}

bool Holds(ExprKind kind, std::int64_t a, std::int64_t b, std::int64_t c) {
  switch (kind) {
    case ExprKind::kEqual:
      return a == b;
    case ExprKind::kNotEqual:
      return a != b;
    case ExprKind::kLess:
      return a < b;
    case ExprKind::kLessEqual:
      return a <= b;
    case ExprKind::kGreater:
      return a > b;
    case ExprKind::kGreaterEqual:
      return a >= b;
    default:
      return b <= a && a <= c;
  }
}

Known InCidr(const Value& a, const Value& net) {
  if (a.text.size() != net.text.size()) return Known::Bool(false);
  if (a.kind == TypeKind::kCidr && a.number < net.number) return Known::Bool(false);
  for (std::int64_t bit = 0; bit < net.number; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    if (((a.text[byte] ^ net.text[byte]) >> (7 - bit % 8) & 1) != 0) return Known::Bool(false);
  }
  return Known::Bool(true);
}

Known Match(const std::string& text, const Value& pattern, bool whole) {
  if (pattern.glob) {
    if (whole) return Known::Bool(GlobMatches(pattern.text, text));
    for (std::size_t i = 0; i <= text.size(); ++i) {
      for (std::size_t n = 0; i + n <= text.size(); ++n) {
        if (GlobMatches(pattern.text, text.substr(i, n))) return Known::Bool(true);
      }
    }
    return Known::Bool(false);
  }
  const RE2 re(pattern.text, RE2::Quiet);
  return Known::Bool(whole ? RE2::FullMatch(text, re) : RE2::PartialMatch(text, re));
}

Known Arithmetic(ExprKind kind, const Value& a, const Value& b) {
  Value v;
  const bool overflow = kind == ExprKind::kAdd ? __builtin_add_overflow(a.number, b.number, &v.number)
                                               : __builtin_sub_overflow(a.number, b.number, &v.number);
  v.kind = a.kind == TypeKind::kTime && b.kind == TypeKind::kTime   ? TypeKind::kDuration
           : a.kind == TypeKind::kTime || b.kind == TypeKind::kTime ? TypeKind::kTime
                                                                    : a.kind;
  return overflow ? Known::Of(State::kError) : Known::Scalar(v);
}

Known Mask(const Value& a, const Value& b) {
  Value v = a;
  if (a.kind != TypeKind::kBytes) {
    v.number = a.number & b.number;
    return Known::Scalar(v);
  }
  if (a.text.size() != b.text.size()) return Known::Of(State::kError);
  for (std::size_t i = 0; i < v.text.size(); ++i) v.text[i] = static_cast<char>(a.text[i] & b.text[i]);
  return Known::Scalar(v);
}

Known ToInt(const std::string& text) {
  static const RE2 form("-?(0|[1-9][0-9]{0,18})");
  Value v;
  v.kind = TypeKind::kInt;
  if (!RE2::FullMatch(text, form)) return Known::Of(State::kError);
  errno = 0;
  v.number = std::strtoll(text.c_str(), nullptr, 10);
  return errno != 0 ? Known::Of(State::kError) : Known::Scalar(v);
}

Truth Subset(const Known& a, const Known& b) {
  Truth out = a.incomplete ? Truth::kUnknown : Truth::kTrue;
  for (const Known& member : a.members) out = And(out, Or(Not(member.filter), TruthOf(In(member, b))));
  return out;
}

}  // namespace

void CountOne(Known& count, Truth t) {
  if (t == Truth::kFalse) return;
  ++count.most;
  if (t == Truth::kTrue) {
    ++count.least;
  } else {
    const State state = t == Truth::kError ? State::kError : t == Truth::kUnknown ? State::kUnknown : State::kAbsent;
    count.doubt = count.most - count.least == 1 ? state : Worst(count.doubt, state);
  }
}

void OpenCount(Known& count) {
  count.doubt = count.most == count.least ? State::kUnknown : Worst(count.doubt, State::kUnknown);
  count.most = -1;
}

Known EqualsOne(const Known& count) {
  if (count.state != State::kValue) return Known::Of(count.state);
  if (count.least == 1 && count.most == 1) return Known::Bool(true);
  if (count.least > 1 || (count.most >= 0 && count.most < 1)) return Known::Bool(false);
  return Known::Of(count.doubt);
}

Known Folded(Known set) {
  std::vector<Known> kept;
  for (Known& member : set.members) {
    const auto twin = std::find_if(kept.begin(), kept.end(), [&](const Known& k) {
      return k.shape == Known::Shape::kScalar && SameSpelling(k, member);
    });
    if (twin == kept.end()) {
      kept.push_back(std::move(member));
    } else {
      twin->filter = Or(twin->filter, member.filter);
    }
  }
  set.members = std::move(kept);
  return set;
}

Known Count(const Known& k) {
  if (k.state != State::kValue) return Known::Of(k.state);
  if (k.place != nullptr) {  // a claim: its members are there, whatever is known of each
    Known members;
    members.shape = Known::Shape::kCount;
    members.least = static_cast<std::int64_t>(k.members.size());
    members.most = k.incomplete ? -1 : members.least;
    return members;
  }
  Known count;
  count.shape = Known::Shape::kCount;
  for (const Known& member : k.members) {
    const bool scalar = member.shape == Known::Shape::kScalar;
    CountOne(count, And(member.filter, scalar && member.state != State::kValue ? TruthOf(member) : Truth::kTrue));
  }
  if (k.incomplete) OpenCount(count);
  return count;
}

Known In(const Known& x, const Known& set) {
  if (set.state != State::kValue) return Known::Of(Worst(x.state, set.state));
  const Known single = SingleCount(x);
  if (single.state != State::kValue) return NothingIn(single.state, set);
  // A digest is looked for among those of its algorithm; where there is none, it cannot be told: an error.
  Truth out = set.incomplete ? Truth::kUnknown : Truth::kFalse, comparable = out;
  for (const Known& member : set.members) {
    const bool known = member.state == State::kValue;
    const auto same = known ? CompareValues(member.scalar, single.scalar, false) : std::nullopt;
    if (!known) out = Or(out, And(member.filter, TruthOf(member)));
    if (!known || same) comparable = Or(comparable, known ? member.filter : And(member.filter, TruthOf(member)));
    if (same == 0) out = Or(out, member.filter);
  }
  if (single.scalar.kind != TypeKind::kDigest || comparable == Truth::kTrue || out == Truth::kTrue)
    return Known::Truth(out);
  return comparable == Truth::kFalse ? Known::Of(State::kError) : Known::Truth(Or(out, comparable));
}

Known SingleCount(const Known& k) {
  if (k.shape != Known::Shape::kCount || k.state != State::kValue) return k;
  if (k.least != k.most) return Known::Of(k.doubt);
  Value n;
  n.kind = TypeKind::kInt;
  n.number = k.least;
  return Known::Scalar(n);
}

Known SetEqual(const Known& a, const Known& b) {
  if (const State s = Worst(a.state, b.state); s != State::kValue) return Known::Of(s);
  return Known::Truth(And(Subset(a, b), Subset(b, a)));
}

bool IsComparison(ExprKind k) {
  return k == ExprKind::kEqual || k == ExprKind::kNotEqual || k == ExprKind::kLess || k == ExprKind::kLessEqual ||
         k == ExprKind::kGreater || k == ExprKind::kGreaterEqual || k == ExprKind::kInRange;
}

Known CompareCounts(ExprKind kind, const std::vector<Known>& args) {
  std::vector<std::int64_t> fixed;
  for (const Known& k : args) {
    if (k.shape == Known::Shape::kScalar) fixed.push_back(k.scalar.number);
  }
  std::vector<std::vector<std::int64_t>> choices;
  for (const Known& k : args) {
    std::vector<std::int64_t> numbers;
    if (k.shape == Known::Shape::kScalar) {
      numbers = {k.scalar.number};
    } else {
      const std::int64_t most = k.most < 0 ? INT64_MAX : k.most;
      numbers = {k.least, most};
      for (const Known& other : args) {
        for (const std::int64_t n : {other.shape == Known::Shape::kScalar ? other.scalar.number : other.least,
                                     other.shape == Known::Shape::kScalar ? other.scalar.number : other.most}) {
          for (std::int64_t d = -1; d <= 1; ++d) {
            if (n > INT64_MIN && n < INT64_MAX && n + d >= k.least && n + d <= most) numbers.push_back(n + d);
          }
        }
      }
    }
    choices.push_back(numbers);
  }
  bool yes = false, no = false;
  for (const std::int64_t a : choices[0]) {
    for (const std::int64_t b : choices[1]) {
      for (const std::int64_t c : choices.size() > 2 ? choices[2] : std::vector<std::int64_t>{0})
        (Holds(kind, a, b, c) ? yes : no) = true;
    }
  }
  if (yes != no) return Known::Bool(yes);
  State doubt = State::kValue;
  for (const Known& k : args) {
    if (k.shape == Known::Shape::kCount && k.least != k.most) doubt = Worst(doubt, k.doubt);
  }
  return Known::Of(doubt);
}

Known Apply(const Expr& e, const std::vector<Known>& args) {
  const Value& a = args[0].scalar;
  const Value& b = args.size() > 1 ? args[1].scalar : a;
  if (IsTextTest(e.kind)) {  // a `scalar` may hold what is no text
    for (const Known& k : args) {
      if (k.scalar.kind == TypeKind::kInt || k.scalar.kind == TypeKind::kBool) return Known::Of(State::kError);
    }
  }
  switch (e.kind) {
    case ExprKind::kEqual:
      return Equal(args[0], args[1]);
    case ExprKind::kNotEqual:
      return Known::Truth(Not(TruthOf(Equal(args[0], args[1]))));
    case ExprKind::kLess:
    case ExprKind::kLessEqual:
    case ExprKind::kGreater:
    case ExprKind::kGreaterEqual: {
      const auto order = CompareValues(a, b, true);
      return order ? Known::Bool(Holds(e.kind, *order, 0, 0)) : Known::Of(State::kError);
    }
    case ExprKind::kInRange: {
      const auto low = CompareValues(a, b, true), high = CompareValues(a, args[2].scalar, true);
      if (!low || !high) return Known::Of(State::kError);
      return Known::Bool(*low >= 0 && *high <= 0);
    }
    case ExprKind::kInCidr:
      return InCidr(a, b);
    case ExprKind::kWithin:
      return Known::Bool((a.number & ~b.number) == 0);
    case ExprKind::kMatches:
      return Match(a.text, b, true);
    case ExprKind::kContains:
      return b.kind == TypeKind::kPattern ? Match(a.text, b, false)
                                          : Known::Bool(a.text.find(b.text) != std::string::npos);
    case ExprKind::kStartsWith:
      return Known::Bool(a.text.compare(0, b.text.size(), b.text) == 0);
    case ExprKind::kEndsWith:
      return Known::Bool(a.text.size() >= b.text.size() &&
                         a.text.compare(a.text.size() - b.text.size(), b.text.size(), b.text) == 0);
    case ExprKind::kAdd:
    case ExprKind::kSub:
      return Arithmetic(e.kind, a, b);
    case ExprKind::kBitAnd:
      return Mask(a, b);
    case ExprKind::kToInt:
      return ToInt(a.text);
    case ExprKind::kLower: {
      Value v = a;
      for (char& c : v.text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      return Known::Scalar(v);
    }
    default:
      return Known::Of(State::kError);
  }
}

}  // namespace mps::oracle
