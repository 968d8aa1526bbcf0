#include "endorse/answers.h"

#include <algorithm>
#include <optional>

#include "base/edit_distance.h"

namespace mps::endorse {
namespace {

using program::Program;
using program::RuleSpec;

// Rules stand by (hidden, id).
std::optional<std::uint32_t> RuleOf(const Program& program, const std::string& id) {
  const auto hidden = std::find_if(program.rules.begin(), program.rules.end(), [](const auto& r) { return r.hidden; });
  const auto found = std::lower_bound(program.rules.begin(), hidden, id,
                                      [](const RuleSpec& rule, const std::string& wanted) { return rule.id < wanted; });
  if (found == hidden || found->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - program.rules.begin());
}

// A control of the policy that nobody could answer is a slip of its writer.
Status CheckPolicy(const Program& program, const TrustPolicy& policy) {
  for (const auto& [name, entry] : policy.endorsers) {
    if (!entry.answers) continue;
    for (const std::string& id : *entry.answers) {
      const auto rule = RuleOf(program, id);
      if (rule && program.rules[*rule].is_manual) continue;
      std::string text = "the trust policy lets `" + name + "` answer `" + id + "`, which ";
      if (rule) return Status(Code::kUsage, text + "is no manual control");
      std::vector<std::string> ids;
      for (const RuleSpec& one : program.rules) {
        if (one.is_manual) ids.push_back(one.id);
      }
      text += "the definition does not have";
      if (const auto nearest = Nearest(id, ids)) text += "; did you mean `" + std::string(*nearest) + "`?";
      return Status(Code::kUsage, text);
    }
  }
  return {};
}

bool Has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Why the endorser may not answer the control; empty where it may.
std::string WhyNot(const std::vector<Endorser>& endorsers, const TrustPolicy& policy, const Answer& answer) {
  const std::string who = "`" + answer.endorser + "`", what = "`" + answer.rule + "`";
  const auto endorser =
      std::find_if(endorsers.begin(), endorsers.end(), [&](const Endorser& e) { return e.name == answer.endorser; });
  if (endorser == endorsers.end()) return "the definition has no endorser " + who;
  if (!Has(endorser->answers, answer.rule)) return "the definition lets " + who + " not answer " + what;
  const auto narrowed = policy.endorsers.find(answer.endorser);
  if (narrowed == policy.endorsers.end()) return {};
  if (!narrowed->second.trusted) return "the trust policy does not trust " + who;
  if (narrowed->second.answers && !Has(*narrowed->second.answers, answer.rule))
    return "the trust policy lets " + who + " not answer " + what;
  return {};
}

std::string Word(bool pass) { return pass ? "pass" : "fail"; }

std::string Where(const std::string& origin) { return origin.empty() ? "" : " (" + origin + ")"; }

// An answer and the file that it is of.
struct Vote {
  const Answer* answer = nullptr;
  const std::string* origin = nullptr;
  explicit operator bool() const { return answer != nullptr; }
  std::string Text() const {
    return "`" + answer->endorser + "`" + Where(*origin) + " answers " + Word(answer->pass) + ": " + answer->because;
  }
};

// Answers to one control, in the making: the first of each kind, by whether the device is known to be theirs.
struct Votes {
  Vote pass, fail, open_pass, open_fail;

  void Add(Vote vote, bool open) {
    Vote& slot = vote.answer->pass ? (open ? open_pass : pass) : (open ? open_fail : fail);
    if (!slot) slot = vote;
  }

  void Judge(Answered& out) const {
    if (pass && fail) {
      out.verdict = Verdict::kError;
      out.reason = "two answers differ: " + pass.Text() + "; " + fail.Text();
      return;
    }
    // One that may be of this device leaves open what it would change.
    const Vote& said = pass ? pass : fail;
    const Vote& open = pass ? open_fail : fail ? open_pass : open_fail ? open_fail : open_pass;
    if (open) {
      out.verdict = Verdict::kUnknown;
      out.reason = "the evidence does not say whether it is of a device that this answer is for: " + open.Text();
      return;
    }
    out.verdict = said.answer->pass ? Verdict::kPass : Verdict::kFail;
    out.reason = said.Text();
  }
};

}  // namespace

Result<Answers> Answers::Create(const Program& program, std::vector<EndorsementSet> sets, const TrustPolicy& policy) {
  Answers out;
  MPS_TRY(CheckPolicy(program, policy));
  out.sets_ = std::move(sets);
  for (std::uint32_t i = 0; i < out.sets_.size(); ++i) MPS_TRY(out.Add(program, policy, i));
  std::stable_sort(out.bound_.begin(), out.bound_.end(),
                   [](const Bound& a, const Bound& b) { return a.rule < b.rule; });
  return out;
}

Status Answers::Add(const Program& program, const TrustPolicy& policy, std::uint32_t set) {
  const EndorsementSet& from = sets_[set];
  for (std::uint32_t i = 0; i < from.answers.size(); ++i) {
    const Answer& answer = from.answers[i];
    if (bound_.size() + ignored_.size() >= kAnswers)
      return Status(Code::kLimit, "more than " + std::to_string(kAnswers) + " answers");
    std::string reason = WhyNot(sets_[0].endorsers, policy, answer);
    const auto rule = RuleOf(program, answer.rule);
    if (reason.empty() && (!rule || !program.rules[*rule].is_manual))
      reason = "the definition has no manual control `" + answer.rule + "`";
    if (reason.empty()) {
      bound_.push_back({*rule, set, i});
    } else {
      ignored_.push_back({answer.rule, answer.endorser, from.origin, std::move(reason), true});
    }
  }
  return {};
}

std::vector<Answered> Answers::Of(const DeviceNames& device, std::vector<Ignored>* others) const {
  std::vector<Answered> out;
  for (std::size_t i = 0; i < bound_.size();) {
    Answered one;
    one.rule = bound_[i].rule;
    Votes votes;
    for (; i < bound_.size() && bound_[i].rule == one.rule; ++i) {
      const EndorsementSet& set = sets_[bound_[i].set];
      const Answer& answer = AnswerOf(bound_[i]);
      const ForDevice due = IsFor(set, device);
      if (due == ForDevice::kNo) {
        if (others != nullptr)
          others->push_back({answer.rule, answer.endorser, set.origin, "it is for another device", true});
        continue;
      }
      votes.Add({&answer, &set.origin}, due == ForDevice::kUndecided);
      one.answers.push_back(&answer);
      one.origins.push_back(&set.origin);
    }
    if (one.answers.empty()) continue;
    votes.Judge(one);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace mps::endorse
