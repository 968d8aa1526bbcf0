// What an anchor is allowed to be, and what it allows.
#include "trust/anchor.h"

#include <algorithm>

#include "mps/limits.h"

namespace mps::trust {
namespace {

bool IsAlphaNumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

Status Bad(std::string text) { return {Code::kUsage, std::move(text)}; }
Status CannotBe(std::string text) { return {Code::kTrust, std::move(text)}; }

// `*` only at the end: then the text before it is a prefix.
bool Fits(std::string_view pattern, std::string_view text) {
  if (!pattern.ends_with('*')) return pattern == text;
  pattern.remove_suffix(1);
  return text.starts_with(pattern);
}

bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

Status CheckPattern(const std::string& name, const std::string& what, const char* example) {
  const std::size_t star = name.find('*');
  if (name.empty() || name.size() > limit::kNameBytes || !IsPrintable(name))
    return Bad(what + " is 1 to " + std::to_string(limit::kNameBytes) + " printable characters");
  if (star != std::string::npos && star + 1 != name.size())
    return Bad("`" + name + "`: a `*` stands at the end, as in `" + example + "`");
  return {};
}

Status CheckMpsName(const std::string& name) { return CheckPattern(name, "the name of an MPS", "Debian-*"); }
Status CheckAnswer(const std::string& id) { return CheckPattern(id, "the id of a control", "5.*"); }

Status CheckClaim(const std::string& path) {
  const Status bad = Bad("`" + path.substr(0, 80) + "` is not a claim path: write `env.claim`, `env.*` or `*`");
  if (path == "*") return {};
  const std::size_t dot = path.find('.');
  if (path.size() > 4 * limit::kNameBytes || !IsPrintable(path)) return bad;
  if (dot == std::string::npos || dot == 0 || dot + 1 == path.size()) return bad;
  const std::size_t star = path.find('*');
  return star == std::string::npos || (star + 1 == path.size() && star == dot + 1) ? Status() : bad;
}

Status CheckOid(const std::string& oid) {
  const bool shape = !oid.empty() && oid.size() <= 128 && IsDigit(oid.front()) && IsDigit(oid.back()) &&
                     oid.find('.') != std::string::npos && oid.find("..") == std::string::npos &&
                     std::all_of(oid.begin(), oid.end(), [](char c) { return IsDigit(c) || c == '.'; });
  return shape ? Status() : Bad("`" + oid.substr(0, 80) + "` is not an OID in dotted form, such as 1.3.6.1.5.5.7.3.2");
}

Status CheckSubject(const std::string& pattern) {
  const std::size_t equals = pattern.find('=');
  const bool type = equals != std::string::npos && equals > 0 &&
                    std::all_of(pattern.begin(), pattern.begin() + static_cast<std::ptrdiff_t>(equals),
                                [](char c) { return IsAlphaNumeric(c) || c == '.' || c == '-'; });
  if (!type || equals + 1 == pattern.size() || pattern.size() > 4 * limit::kNameBytes || !IsPrintable(pattern))
    return Bad("`" + pattern.substr(0, 80) + "` is no attribute of a subject: write `O=Acme` or `CN=device-*`");
  const std::size_t star = pattern.find('*', equals);
  if (star != std::string::npos && star + 1 != pattern.size())
    return Bad("`" + pattern.substr(0, 80) + "`: a `*` stands at the end, as in `CN=device-*`");
  return {};
}

Status CheckList(const std::vector<std::string>& list, const char* what, Status (*check)(const std::string&)) {
  if (list.size() > limit::kAnchorEntries)
    return {Code::kLimit, "an anchor with more than " + std::to_string(limit::kAnchorEntries) + " " + what};
  for (std::size_t i = 0; i < list.size(); ++i) {
    MPS_TRY(check(list[i]));
    if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) !=
        list.begin() + static_cast<std::ptrdiff_t>(i))
      return Bad("`" + list[i] + "` is given twice");
  }
  return {};
}

Status CheckRoles(const Anchor& anchor) {
  if (anchor.roles.empty()) return Bad("an anchor without a role: " + RoleNames());
  for (const Role role : kAllRoles) {
    if (std::count(anchor.roles.begin(), anchor.roles.end(), role) > 1)
      return Bad("the role `" + std::string(RoleName(role)) + "` is given twice");
  }
  // Without a list an endorser could state any claim of any environment: that has to be written.
  const bool says = !anchor.claims.empty() || !anchor.answers.empty();
  if (anchor.May(Role::kEndorsement) && !says)
    return Bad(
        "an anchor for endorsements names the claims that it may state, env.claim, env.* or *, or the controls that "
        "it may answer");
  if (!anchor.May(Role::kEndorsement) && says)
    return Bad("claims and answers are for anchors with the role endorsement");
  return {};
}

Status CheckCa(const crypto::Certificate& certificate) {
  const std::string who = "the certificate of `" + certificate.subject_text + "`";
  if (!certificate.is_ca)
    return CannotBe(who + " is no CA's (basicConstraints); trust its public key, if that is what is meant");
  if (!certificate.key_usage || (*certificate.key_usage & crypto::kKeyCertSign) == 0)
    return CannotBe(who + " may not sign certificates (keyUsage has no keyCertSign)");
  return {};
}

}  // namespace

std::string_view RoleName(Role role) {
  switch (role) {
    case Role::kToken:
      return "token";
    case Role::kEndorsement:
      return "endorsement";
    case Role::kBundle:
      return "bundle";
    case Role::kAk:
      return "ak";
  }
  return "?";
}

std::optional<Role> RoleFromName(std::string_view name) {
  for (const Role role : kAllRoles) {
    if (RoleName(role) == name) return role;
  }
  return std::nullopt;
}

std::string RoleNames() {
  std::string text;
  for (const Role role : kAllRoles) text += (text.empty() ? "" : ", ") + std::string(RoleName(role));
  return text;
}

bool Anchor::May(Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

Status CheckName(std::string_view name) {
  const bool good = !name.empty() && name.size() <= 64 && IsAlphaNumeric(name.front()) &&
                    std::all_of(name.begin(), name.end(),
                                [](char c) { return IsAlphaNumeric(c) || c == '.' || c == '_' || c == '-'; });
  return good ? Status()
              : Bad("`" + std::string(name.substr(0, 80)) +
                    "` is not a name for an anchor: up to 64 letters, digits, `.`, `_`, `-`, a letter or digit first");
}

Status CheckAnchor(const Anchor& anchor) {
  MPS_TRY(CheckName(anchor.name));
  MPS_TRY(CheckRoles(anchor));
  MPS_TRY(CheckList(anchor.mps, "MPS names", CheckMpsName));
  MPS_TRY(CheckList(anchor.claims, "claims", CheckClaim));
  MPS_TRY(CheckList(anchor.answers, "answers", CheckAnswer));
  MPS_TRY(CheckList(anchor.eku, "extended key usages", CheckOid));
  MPS_TRY(CheckList(anchor.subject, "attributes of a subject", CheckSubject));
  if (anchor.crls.size() > limit::kAnchorCrls)
    return {Code::kLimit, "an anchor with more than " + std::to_string(limit::kAnchorCrls) + " revocation lists"};
  if (anchor.valid_from && anchor.valid_until && *anchor.valid_from > *anchor.valid_until)
    return Bad("an anchor that ends being valid before it begins");
  if (anchor.certificate) return CheckCa(*anchor.certificate);
  if (!anchor.eku.empty() || !anchor.subject.empty() || !anchor.crls.empty())
    return Bad("extended key usages, subjects and revocation lists are for CAs; a public key has none");
  return {};
}

std::optional<std::int64_t> ValidFrom(const Anchor& anchor) {
  if (!anchor.certificate) return anchor.valid_from;
  return std::max(anchor.valid_from.value_or(INT64_MIN), anchor.certificate->not_before);
}

std::optional<std::int64_t> ValidUntil(const Anchor& anchor) {
  if (!anchor.certificate) return anchor.valid_until;
  return std::min(anchor.valid_until.value_or(INT64_MAX), anchor.certificate->not_after);
}

Validity ValidityAt(const Anchor& anchor, std::int64_t now) {
  if (const auto from = ValidFrom(anchor); from && now < *from) return Validity::kNotYetValid;
  if (const auto until = ValidUntil(anchor); until && now > *until) return Validity::kExpired;
  return Validity::kValid;
}

std::string_view ValidityName(Validity validity) {
  return validity == Validity::kValid ? "valid" : validity == Validity::kExpired ? "expired" : "not yet valid";
}

bool MaySignForMps(const Anchor& anchor, std::string_view name) {
  return anchor.mps.empty() ||
         std::any_of(anchor.mps.begin(), anchor.mps.end(), [&](const auto& each) { return Fits(each, name); });
}

bool MayEndorse(const Anchor& anchor, std::string_view path) {
  return std::any_of(anchor.claims.begin(), anchor.claims.end(), [&](const std::string& each) {
    if (each.ends_with('*')) return Fits(each, path) && path.size() >= each.size();
    return path.starts_with(each) &&
           (path.size() == each.size() || path[each.size()] == '.' || path[each.size()] == '[');
  });
}

bool MayAnswer(const Anchor& anchor, std::string_view id) {
  return std::any_of(anchor.answers.begin(), anchor.answers.end(), [&](const auto& each) { return Fits(each, id); });
}

Status CheckLeaf(const Anchor& anchor, ByteView leaf_der) {
  if (!anchor.eku.empty()) {
    MPS_ASSIGN(const auto has, crypto::ExtendedKeyUsages(leaf_der));
    for (const std::string& oid : anchor.eku) {
      if (std::find(has.begin(), has.end(), oid) == has.end())
        return CannotBe("the signer's certificate lacks the extended key usage " + oid + " that the anchor wants");
    }
  }
  if (anchor.subject.empty()) return {};
  MPS_ASSIGN(const auto attributes, crypto::SubjectAttributes(leaf_der));
  for (const std::string& wanted : anchor.subject) {
    const std::size_t equals = wanted.find('=');
    const std::string_view type = std::string_view(wanted).substr(0, equals);
    std::size_t of_type = 0, fitting = 0;
    for (const auto& attribute : attributes) {
      if (attribute.type != type && attribute.oid != type) continue;
      ++of_type;
      fitting += Fits(std::string_view(wanted).substr(equals + 1), attribute.value) ? 1 : 0;
    }
    // Of two attributes of one type nobody knows which is meant.
    if (of_type != 1 || fitting != 1)
      return CannotBe("the subject of the signer's certificate does not have `" + wanted +
                      "`, once, as the anchor wants");
  }
  return {};
}

}  // namespace mps::trust
