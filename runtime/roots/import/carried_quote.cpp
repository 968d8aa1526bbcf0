#include "roots/import/carried_quote.h"

#include <algorithm>
#include <charconv>

#include "base/base64url.h"
#include "base/cbor_reader.h"
#include "base/cbor_writer.h"
#include "base/hex.h"
#include "base/json_reader.h"
#include "crypto/hash.h"
#include "roots/import/pcr_text.h"
#include "roots/import/quote_claims.h"
#include "roots/quote.h"

namespace mps::roots {
namespace {

constexpr std::string_view kSchemaName = "tpm.quote@";

// Members stand in any order, so the document is gone through twice: for the names of the environments, then for their
// claims.
template <class C>
class Reader {
 public:
  explicit Reader(ByteView document) : document_(document) {}

  Result<std::vector<CarriedQuote>> Run() {
    MPS_TRY(Walk([this](C& c, const std::string& name) { Name(c, name); }));
    MPS_TRY(fault_);
    if (!names_.empty()) {
      MPS_TRY(Walk([this](C& c, const std::string& name) {
        const bool wanted = std::find(names_.begin(), names_.end(), name) != names_.end();
        wanted ? Environment(c, name) : void(c.Skip());
      }));
      MPS_TRY(fault_);
    }
    return std::move(quotes_);
  }

 private:
  template <class Visit>
  Status Walk(Visit visit) {
    C c(document_);
    if (!c.EnterMap()) return c.TakeStatus();
    for (std::string_view member; c.NextKey(member);) {
      if (member != "environments" || c.Peek() != ItemKind::kMap) {
        c.Skip();
        continue;
      }
      c.EnterMap();
      for (std::string_view name; c.NextKey(name);) visit(c, std::string(name));
      c.LeaveMap();
    }
    c.LeaveMap();
    return c.Finish();
  }

  void Name(C& c, const std::string& name) {
    if (c.Peek() != ItemKind::kMap) return void(c.Skip());
    c.EnterMap();
    bool quote = false, instances = false;
    for (std::string_view member; c.NextKey(member);) {
      instances = instances || member == "instances";
      if (member != "schema" || c.Peek() != ItemKind::kText) {
        c.Skip();
        continue;
      }
      std::string_view schema;
      c.ReadText(schema);
      if (!schema.starts_with(kSchemaName)) continue;
      quote = true;
      if (schema != kQuoteSchema)
        Refuse(Status::Unsupported("tpm-quote-schema",
                                   "environment `" + name + "` has the schema " + std::string(schema)));
    }
    c.LeaveMap();
    if (quote && instances)
      Refuse(Status::Unsupported("tpm-quote-instances", "environment `" + name + "` is one of many instances"));
    if (quote) names_.push_back(name);
  }

  void Environment(C& c, const std::string& name) {
    CarriedQuote quote;
    quote.environment = name;
    c.EnterMap();
    for (std::string_view member; c.NextKey(member);) member == "claims" ? Claims(c, quote) : void(c.Skip());
    c.LeaveMap();
    quotes_.push_back(std::move(quote));
  }

  void Claims(C& c, CarriedQuote& quote) {
    if (!c.EnterMap()) return;
    for (std::string_view member; c.NextKey(member);) {
      if (member == "attest") {
        Octets(c, quote.attest);
      } else if (member == "signature") {
        Octets(c, quote.signature);
      } else if (member == "bank") {
        Banks(c, quote.values);
      } else {
        c.Skip();
      }
    }
    c.LeaveMap();
  }

  void Octets(C& c, Bytes& out) {
    if (c.Peek() == ItemKind::kBytes) {
      ByteView octets;
      if (c.ReadBytes(octets)) out = ToBytes(octets);
      return;
    }
    std::string_view text;
    if (!c.ReadText(text)) return;
    auto octets = Base64UrlDecode(text);
    if (!octets.ok()) return Refuse(octets.TakeStatus());
    out = std::move(octets).value();
  }

  void Banks(C& c, PcrValues& values) {
    if (!c.EnterMap()) return;
    for (std::string_view bank; c.NextKey(bank);) {
      const auto alg = crypto::DigestFromName(bank);
      if (!alg || c.Peek() != ItemKind::kMap) {
        c.Skip();
        continue;
      }
      c.EnterMap();
      for (std::string_view member; c.NextKey(member);)
        member == "pcr" ? Registers(c, *alg, values[HashIdOf(*alg)]) : void(c.Skip());
      c.LeaveMap();
    }
    c.LeaveMap();
  }

  void Registers(C& c, DigestAlg alg, BankValues& values) {
    if (!c.EnterMap()) return;
    for (std::string_view key; c.NextKey(key);) {
      std::uint32_t pcr = 0;
      const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), pcr);
      if (error != std::errc() || end != key.data() + key.size() || pcr >= kPcrs)
        return Refuse({Code::kInvalid, "`" + std::string(key) + "` is no register"});
      std::string_view text;
      if (!c.ReadText(text)) return;
      const std::string prefix = std::string(crypto::DigestName(alg)) + ":";
      auto value = text.starts_with(prefix)
                       ? HexDecode(text.substr(prefix.size()))
                       : Result<Bytes>(Status(Code::kType, "a register of another hash than its bank"));
      if (!value.ok()) return Refuse(value.TakeStatus());
      values[pcr] = std::move(value).value();
    }
    c.LeaveMap();
  }

  void Refuse(Status status) {
    if (fault_.ok()) fault_ = std::move(status);
  }

  ByteView document_;
  std::vector<std::string> names_;
  std::vector<CarriedQuote> quotes_;
  Status fault_;
};

Result<Bytes> Carried(const CarriedQuote& quote) {
  cbor::Writer out;
  out.Array(2);
  out.Bytes(quote.attest);
  out.Bytes(quote.signature);
  return out.Take();
}

}  // namespace

Result<std::vector<CarriedQuote>> CarriedQuotes(ByteView evidence) {
  // White space, then a brace: JSON. No CBOR map begins with these.
  const auto first = std::find_if(evidence.begin(), evidence.end(), [](std::uint8_t o) { return o > ' '; });
  if (first != evidence.end() && *first == '{') return Reader<json::Reader>(evidence).Run();
  return Reader<cbor::Reader>(evidence).Run();
}

Result<TokenQuote> ProveForToken(const CarriedQuote& quote, const crypto::PublicKey& ak, ByteView nonce) {
  QuotePolicy policy{ak};
  policy.nonce = ToBytes(nonce);
  const QuoteReport report = VerifyQuote({quote.attest, quote.signature, quote.values}, policy);
  MPS_TRY(Refusal(report.checks));
  if (!report.verified || !report.checks.Passed(quote_check::kPcrDigest))
    return Status(Code::kTrust, "pcr-digest: the evidence does not have the values of all registers that were quoted");
  TokenQuote out;
  for (const auto& [bank, values] : report.proven) {
    if (const auto alg = DigestOf(bank)) out.pcr[*alg].insert(values.begin(), values.end());
  }
  MPS_ASSIGN(Bytes octets, Carried(quote));
  MPS_ASSIGN(Bytes digest, crypto::Sha256(octets));
  out.entry.role = token::Role::kLog;
  out.entry.type = kQuoteType;
  out.entry.digest = token::Digest{DigestAlg::kSha256, std::move(digest)};
  out.entry.data = std::move(octets);
  return out;
}

}  // namespace mps::roots
