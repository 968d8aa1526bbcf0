// The JSON file of one anchor (docs/trust.md, "The store"): read strictly, written in one form. The certificate, key
// and lists are in files of their own beside it, which it names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"
#include "trust/anchor.h"

namespace mps::trust {

struct Record {
  std::string name;
  bool is_certificate = false;
  std::string kid;     // hexadecimal, of the key that the file has
  std::string file;    // PEM of the certificate or public key, a name in the same folder
  std::string sha256;  // of that file's octets, so that damage does not go unseen
  std::vector<Role> roles;
  std::vector<std::string> mps, claims, answers, eku, subject;
  std::optional<std::int64_t> valid_from, valid_until;
  std::vector<std::string> crls;  // names of PEM files in the same folder
};

// Every member as described and no other (kInvalid, with the nearest name), no member twice. File names are of the
// store's own form: none leaves the folder.
Result<Record> DecodeRecord(std::string_view text);
// Members in the order of docs/trust.md, two spaces for each level, a line feed at the end.
Result<std::string> EncodeRecord(const Record& record);

}  // namespace mps::trust
