// Canonical bytes and digest of a configuration set.
#include "claims/configuration.h"

#include <algorithm>

#include "base/utf8.h"
#include "base/value_codec.h"

namespace mps::claims {

Result<Bytes> EncodeConfiguration(const std::string& id, std::vector<ConfigurationEntry> entries) {
  if (!IsName(id)) return Status(Code::kInvalid, "a configuration's id is not a name in printable ASCII");
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  cbor::Writer out;
  out.Array(3);
  out.Text("mps-configuration");
  out.Text(id);
  out.Array(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string& path = entries[i].first;
    if (!IsUtf8(path)) return Status(Code::kUtf8, "a path of configuration `" + id + "` is not UTF-8");
    if (i > 0 && entries[i - 1].first == path) {
      return Status(Code::kDuplicate, "configuration `" + id + "` has `" + path + "` twice");
    }
    out.Array(2);
    out.Text(path);
    if (entries[i].second) {
      Status status = EncodeValue(*entries[i].second, out);
      if (!status.ok()) return std::move(status).Within(path);
    } else {
      out.Null();
    }
  }
  return out.Take();
}

Result<Digest> HashConfiguration(const std::string& id, std::vector<ConfigurationEntry> entries, DigestAlg alg) {
  MPS_ASSIGN(Bytes bytes, EncodeConfiguration(id, std::move(entries)));
  return HashClaimSet(bytes, alg);
}

}  // namespace mps::claims
