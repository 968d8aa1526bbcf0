// A bundle: a program image, the tables of its stored sets, and the publisher's signature over the image, in one file
// that is mapped and not read. docs/program-format.md describes the octets. Entry points: Bundle::Open, WriteBundle
// (write.h).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "bundle/mapping.h"
#include "bundle/publisher.h"
#include "mps/bytes.h"
#include "mps/status.h"
#include "program/program.h"

namespace mps::bundle {

class DamageLog;

// True where the octets begin as a bundle does, whatever the file is called.
bool LooksLikeBundle(ByteView octets);

// An opened bundle. Its lengths were checked; nothing in it is trusted yet, and the program is not loaded.
class Bundle {
 public:
  // kIo; kLimit; kMalformed with the offset for a file that is cut short, longer than it says, or no bundle at all;
  // kUnsupported `bundle` for another version.
  static Result<Bundle> Open(const std::string& path);
  static Result<Bundle> Of(std::shared_ptr<const Mapping> mapping);

  // SHA-256 of the image. It stands for the whole bundle: the image holds the roots of all tables. The same whether the
  // bundle is signed or not.
  const Bytes& digest() const { return digest_; }
  const std::string& name() const { return mapping_->name(); }
  ByteView image() const { return image_; }
  // What the signature says of its key; nullopt: the bundle is not signed.
  const std::optional<PublisherSignature>& signature() const { return signature_; }

  // Ok if one of the publishers signed the image: kTrust if the bundle is not signed or by another key, kSignature if
  // the signature is none.
  Status CheckPublisher(std::span<const Publisher> publishers) const;
  // The same of a trust store's anchors with the role bundle, at `now` in seconds since 1970 (trust/resolve.h).
  Result<trust::Grant> GrantFrom(std::span<const trust::Anchor> anchors, std::int64_t now) const;
  // Whether the publisher may sign for every MPS name that the loaded program gives: a bundle is one statement,
  // whatever level is asked of it. kTrust with the first name that it may not. REQUIRES: Load succeeded.
  Status CheckNames(const trust::Grant& grant) const;

  // The program, verified, with its tables. Errors: those of LoadImage; kMalformed with the offset where the tables are
  // not where the image says.
  Result<std::shared_ptr<const program::Program>> Load();
  // The loaded program as text, for people; empty before Load.
  std::string DumpPlan() const;
  std::string DumpProgram() const;
  // The first damaged node that a probe of the loaded program met; ok if none did.
  Status damage() const;
  // Verifies every node of every table of the loaded program, and that members ascend.
  Status VerifyTables() const;

 private:
  Bundle() = default;
  std::shared_ptr<const Mapping> mapping_;
  ByteView image_;
  std::uint64_t tables_at_ = 0;
  Bytes digest_;
  std::optional<PublisherSignature> signature_;
  std::shared_ptr<DamageLog> log_;
  std::shared_ptr<const program::Program> program_;
};

}  // namespace mps::bundle
