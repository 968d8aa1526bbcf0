// The folder of a trust store: reading, adding, removing.
#include "trust/store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/edit_distance.h"
#include "base/hex.h"
#include "crypto/hash.h"
#include "crypto/key_file.h"
#include "mps/limits.h"
#include "trust/record.h"

namespace mps::trust {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kEnding = ".json";
constexpr std::size_t kRecordBytes = 1u << 20;

Status Io(std::string_view what, const std::string& path, int error) {
  return {Code::kIo, std::string(what) + " `" + path + "`: " + std::strerror(error)};
}

// NAME-16 hexadecimal digits of the key id.
std::string Stem(const Anchor& anchor) { return anchor.name + "-" + anchor.key.IdHex().substr(0, 16); }
std::string KeyFile(const Anchor& anchor) { return Stem(anchor) + ".pem"; }
std::string CrlFile(const Anchor& anchor, std::size_t index) {
  return Stem(anchor) + "-" + std::to_string(index + 1) + ".crl.pem";
}

std::string KeyPem(const Anchor& anchor) {
  return anchor.certificate ? crypto::CertificateToPem(anchor.certificate->der) : anchor.key.ToPem();
}

Result<std::string> DigestOf(std::string_view text) {
  MPS_ASSIGN(const Bytes digest, crypto::Sha256(AsBytes(text)));
  return HexEncode(digest);
}

Result<Record> RecordOf(const Anchor& anchor) {
  Record record;
  record.name = anchor.name;
  record.is_certificate = anchor.certificate.has_value();
  record.kid = anchor.key.IdHex();
  record.file = KeyFile(anchor);
  MPS_ASSIGN(record.sha256, DigestOf(KeyPem(anchor)));
  record.roles = anchor.roles;
  record.mps = anchor.mps;
  record.claims = anchor.claims;
  record.answers = anchor.answers;
  record.eku = anchor.eku;
  record.subject = anchor.subject;
  record.valid_from = anchor.valid_from;
  record.valid_until = anchor.valid_until;
  for (std::size_t i = 0; i < anchor.crls.size(); ++i) record.crls.push_back(CrlFile(anchor, i));
  return record;
}

// The certificate of a PEM file that has exactly one, and its key.
Result<Anchor> AnchorOf(const Record& record, const std::string& pem) {
  std::optional<crypto::Certificate> certificate;
  if (record.is_certificate) {
    MPS_ASSIGN(const auto chain, crypto::DecodeCertificates(AsBytes(pem)));
    if (chain.size() != 1) return Status(Code::kInvalid, "an anchor's file has one certificate");
    MPS_ASSIGN(certificate, crypto::DecodeCertificate(chain[0]));
  }
  auto key = certificate ? Result<crypto::PublicKey>(certificate->key) : crypto::PublicKeyFromPem(pem);
  if (!key.ok()) return key.TakeStatus();
  Anchor out{record.name, std::move(key).value(), std::move(certificate)};
  out.roles = record.roles, out.mps = record.mps, out.claims = record.claims, out.answers = record.answers;
  out.eku = record.eku, out.subject = record.subject;
  out.valid_from = record.valid_from, out.valid_until = record.valid_until;
  return out;
}

// One anchor from its JSON file and those that it names.
Result<Anchor> ReadAnchor(const std::string& folder, const std::string& file) {
  MPS_ASSIGN(const std::string text, crypto::ReadWhole(folder + "/" + file, kRecordBytes, "anchor"));
  MPS_ASSIGN(const Record record, DecodeRecord(text));
  MPS_ASSIGN(const std::string pem, crypto::ReadWhole(folder + "/" + record.file, 2 * limit::kKeyBytes, "anchor"));
  MPS_ASSIGN(const std::string digest, DigestOf(pem));
  if (digest != record.sha256)
    return Status(Code::kInvalid, "`" + record.file + "` is not what was added: its sha256 is another");
  MPS_ASSIGN(Anchor anchor, AnchorOf(record, pem));
  if (anchor.key.IdHex() != record.kid)
    return Status(Code::kInvalid, "the key of `" + record.file + "` is not the one that `kid` names");
  for (const std::string& crl : record.crls) {
    MPS_ASSIGN(const std::string list, crypto::ReadWhole(folder + "/" + crl, 2 * limit::kCrlBytes, "anchor"));
    auto decoded = crypto::DecodeCrl(AsBytes(list));
    if (!decoded.ok()) return decoded.TakeStatus().Within("`" + crl + "`");
    anchor.crls.push_back(std::move(decoded).value());
  }
  MPS_TRY(CheckAnchor(anchor));
  if (file != Stem(anchor) + std::string(kEnding))
    return Status(Code::kInvalid, "the file's name is not that of its anchor, `" + Stem(anchor) + ".json`");
  return anchor;
}

bool Before(const Anchor& a, const Anchor& b) { return a.name != b.name ? a.name < b.name : a.key.id() < b.key.id(); }

// Whoever may write to the store decides what is trusted.
Status CheckFolder(const std::string& folder) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0) return Io("no trust store at", folder, errno);
  if (!S_ISDIR(info.st_mode)) return {Code::kIo, "the trust store `" + folder + "` is no folder"};
  if ((info.st_mode & S_IWOTH) != 0)
    return {Code::kTrust, "everybody may write to the trust store `" + folder + "`: chmod o-w it first"};
  return {};
}

}  // namespace

Result<std::string> DefaultFolder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  if (const std::string own = variable("MPS_TRUST"); !own.empty()) return own;
  if (const std::string config = variable("XDG_CONFIG_HOME"); config.starts_with('/')) return config + "/mps/trust";
  if (const std::string home = variable("HOME"); home.starts_with('/')) return home + "/.config/mps/trust";
  return Status(Code::kUsage, "no trust store: name a folder, or set MPS_TRUST or HOME");
}

Result<Store> Store::Open(const std::string& folder) {
  MPS_TRY(CheckFolder(folder));
  Store store(folder);
  MPS_TRY(store.Load());
  return store;
}

Result<Store> Store::OpenOrCreate(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) {
    fs::create_directories(folder, error);
    if (error) return Io("cannot make the trust store", folder, error.value());
    // Whatever the umask: nobody else writes here.
    fs::permissions(folder, fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove, error);
    if (error) return Io("cannot protect the trust store", folder, error.value());
  }
  return Open(folder);
}

Status Store::Load() {
  std::error_code error;
  std::vector<std::string> files;
  for (auto at = fs::directory_iterator(folder_, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.ends_with(kEnding)) files.push_back(name);
    if (files.size() > limit::kTrustAnchors)
      return {Code::kLimit,
              "the trust store `" + folder_ + "` has more than " + std::to_string(limit::kTrustAnchors) + " anchors"};
  }
  if (error) return Io("cannot read the trust store", folder_, error.value());
  for (const std::string& file : files) {
    auto anchor = ReadAnchor(folder_, file);
    if (!anchor.ok()) return anchor.TakeStatus().Within("trust store file `" + PathOf(file) + "`");
    anchors_.push_back(std::move(anchor).value());
  }
  std::sort(anchors_.begin(), anchors_.end(), Before);
  return {};
}

Result<std::vector<const Anchor*>> Store::Named(std::string_view name) const {
  std::vector<const Anchor*> found;
  std::vector<std::string> names;
  for (const Anchor& anchor : anchors_) {
    if (anchor.name == name) found.push_back(&anchor);
    names.push_back(anchor.name);
  }
  if (!found.empty()) return found;
  const auto nearest = Nearest(name, std::span<const std::string>(names));
  return Status(Code::kUsage, "no anchor `" + std::string(name) + "` in the trust store `" + folder_ + "`" +
                                  (nearest ? "; did you mean `" + std::string(*nearest) + "`?" : ""));
}

Status Store::WriteFiles(const Anchor& anchor) const {
  MPS_ASSIGN(const Record record, RecordOf(anchor));
  MPS_ASSIGN(const std::string text, EncodeRecord(record));
  const auto write = [&](const std::string& file, std::string_view octets) {
    return crypto::WriteWhole(PathOf(file), octets, 0644, crypto::Overwrite::kYes, "anchor");
  };
  MPS_TRY(write(record.file, KeyPem(anchor)));
  for (std::size_t i = 0; i < anchor.crls.size(); ++i)
    MPS_TRY(write(record.crls[i], crypto::CrlToPem(anchor.crls[i].der)));
  return crypto::WriteWhole(PathOf(Stem(anchor) + std::string(kEnding)), text, 0644, crypto::Overwrite::kNo, "anchor");
}

Status Store::Add(Anchor anchor) {
  MPS_TRY(CheckAnchor(anchor));
  if (anchors_.size() >= limit::kTrustAnchors)
    return {Code::kLimit, "a trust store has at most " + std::to_string(limit::kTrustAnchors) + " anchors"};
  for (const Anchor& each : anchors_) {
    if (Stem(each) == Stem(anchor)) {
      return {Code::kUsage, "anchor `" + anchor.name + "` has the key " + anchor.key.IdHex() +
                                " already; remove it first to change what it may sign"};
    }
  }
  MPS_TRY(WriteFiles(anchor));
  anchors_.insert(std::upper_bound(anchors_.begin(), anchors_.end(), anchor, Before), std::move(anchor));
  return {};
}

Status Store::RemoveFiles(const Anchor& anchor) const {
  // The record first: without it the others are nothing.
  const std::string record = PathOf(Stem(anchor) + std::string(kEnding));
  if (::unlink(record.c_str()) != 0) return Io("cannot remove", record, errno);
  ::unlink(PathOf(KeyFile(anchor)).c_str());
  for (std::size_t i = 0; i < anchor.crls.size(); ++i) ::unlink(PathOf(CrlFile(anchor, i)).c_str());
  return {};
}

Result<std::size_t> Store::Remove(std::string_view name, const std::optional<std::string>& kid) {
  MPS_ASSIGN(const auto named, Named(name));
  std::vector<std::string> stems;
  for (const Anchor* anchor : named) {
    if (!kid || anchor->key.IdHex().starts_with(*kid)) stems.push_back(Stem(*anchor));
  }
  if (stems.empty()) return Status(Code::kUsage, "anchor `" + std::string(name) + "` has no key with the id " + *kid);
  if (kid && stems.size() > 1)
    return Status(Code::kUsage, "several keys of anchor `" + std::string(name) + "` have ids that begin with " + *kid);
  for (const std::string& stem : stems) {
    const auto at =
        std::find_if(anchors_.begin(), anchors_.end(), [&](const Anchor& each) { return Stem(each) == stem; });
    MPS_TRY(RemoveFiles(*at));
    anchors_.erase(at);
  }
  return stems.size();
}

}  // namespace mps::trust
