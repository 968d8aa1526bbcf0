#include "roots/checks.h"

#include <algorithm>

namespace mps::roots {

void Checks::Pass(std::string_view name, std::string text) {
  list_.push_back({std::string(name), Outcome::kPassed, std::move(text), Code::kOk, {}});
}

void Checks::Fail(std::string_view name, std::string text, Code code) {
  list_.push_back({std::string(name), Outcome::kFailed, std::move(text), code, {}});
}

void Checks::Fail(std::string_view name, const Status& status) {
  const auto offset = status.offset();
  Fail(name, status.message() + (offset ? ", byte " + std::to_string(*offset) : ""), status.code());
  list_.back().feature = status.feature();
}

void Checks::Skip(std::string_view name, std::string text) {
  list_.push_back({std::string(name), Outcome::kNotChecked, std::move(text), Code::kOk, {}});
}

void Checks::Add(std::string_view name, const Status& status, std::string text) {
  status.ok() ? Pass(name, std::move(text)) : Fail(name, status);
}

const Check* Checks::Find(std::string_view name) const {
  const auto at = std::find_if(list_.begin(), list_.end(), [&](const Check& check) { return check.name == name; });
  return at == list_.end() ? nullptr : &*at;
}

bool Checks::Passed(std::string_view name) const {
  const Check* check = Find(name);
  return check != nullptr && check->outcome == Outcome::kPassed;
}

bool Checks::AnyFailed() const {
  return std::any_of(list_.begin(), list_.end(), [](const Check& c) { return c.outcome == Outcome::kFailed; });
}

bool Checks::AnyNotChecked() const {
  return std::any_of(list_.begin(), list_.end(), [](const Check& c) { return c.outcome == Outcome::kNotChecked; });
}

Status Checks::FirstFailure() const {
  for (const Check& check : list_) {
    if (check.outcome != Outcome::kFailed) continue;
    const std::string text = check.name + ": " + check.text;
    return check.feature.empty() ? Status(check.code, text) : Status::Unsupported(check.feature, text);
  }
  return {};
}

std::string Checks::ToText() const {
  std::string out;
  for (const Check& check : list_)
    out.append(check.name).append(": ").append(token::OutcomeName(check.outcome)).append(": " + check.text + "\n");
  return out;
}

}  // namespace mps::roots
