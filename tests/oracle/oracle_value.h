// What the oracle computes with: a value and its state of knowledge.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/model.h"
#include "mps/kinds.h"

namespace mps::oracle {

struct Place;  // somewhere in the evidence; read when it is needed

struct Known {
  enum class Shape { kScalar, kCollection, kCount, kPlace };
  State state = State::kValue;  // kValue, kAbsent, kUnknown, kError
  Shape shape = Shape::kScalar;
  Value scalar;
  // kCollection
  bool incomplete = false;
  std::vector<Known> members, keys;       // keys of maps only
  mps::Truth filter = mps::Truth::kTrue;  // of a member of a built set: whether it belongs to it
  // kCount
  std::int64_t least = 0, most = 0;    // most < 0: open above
  State doubt = State::kUnknown;       // what it comes to where the numbers between do not agree
  std::shared_ptr<const Place> place;  // kPlace: a record

  static Known Of(State s) {
    Known k;
    k.state = s;
    return k;
  }
  static Known Bool(bool b) {
    Known k;
    k.scalar.kind = TypeKind::kBool;
    k.scalar.number = b ? 1 : 0;
    return k;
  }
  static Known Scalar(Value v) {
    Known k;
    k.scalar = std::move(v);
    return k;
  }
  static Known Truth(mps::Truth t);
};

// A truth value out of anything a condition may be.
Truth TruthOf(const Known& k);

// -1, 0, 1; nullopt: these two cannot be compared (digests of unlike algorithms, versions that are none, order of
// unlike scalars).
std::optional<int> CompareValues(const Value& a, const Value& b, bool for_order);
// Equal as written: versions that compare equal may still be spelt differently. REQUIRES: both are scalars.
bool SameSpelling(const Known& a, const Known& b);
// Versions by the rules of dpkg, rpm, semver or dotted numbers; nullopt: not a version of that kind.
std::optional<int> CompareVersions(Ordering ordering, const std::string& a, const std::string& b);

bool GlobMatches(const std::string& glob, const std::string& text);

}  // namespace mps::oracle
