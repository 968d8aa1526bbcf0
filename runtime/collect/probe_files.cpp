// Claims `files`, `globs`, `text` and `texts`: what stands at given paths.
#include "base/hex.h"
#include "base/utf8.h"
#include "collect/context.h"
#include "collect/file_record.h"
#include "collect/find_files.h"
#include "collect/redact.h"
#include "collect/text_lines.h"
#include "crypto/hash.h"

namespace mps::collect {
namespace {

constexpr std::string_view kNoDigest = "no digest was asked for";

// A key of path type, which is text in the %XX form, as octets. A key that is not in that form stands for itself.
std::string OctetsOfKey(std::string_view key) {
  Result<Bytes> octets = PathBytesFromText(key);
  return octets.ok() ? std::string(AsText(*octets)) : std::string(key);
}

bool Wants(const Wanted& wanted, const std::string& key) { return wanted.whole || wanted.keys.count(key) > 0; }

// LIMIT: CollectLimits::digest_bytes for one file, digest_total_bytes for all.
Seen<std::string> DigestText(Context& ctx, const Place& place) {
  using S = Seen<std::string>;
  const std::size_t left = ctx.limits.digest_total_bytes - ctx.digested_bytes;
  const auto size_now = static_cast<std::size_t>(place.info.st_size);
  if (size_now > ctx.limits.digest_bytes)
    return S::Unknown("longer than " + std::to_string(ctx.limits.digest_bytes) + " bytes");
  if (size_now > left)
    return S::Unknown("digests of more than " + std::to_string(ctx.limits.digest_total_bytes) + " bytes together");
  Result<crypto::Hasher> hasher = crypto::Hasher::Create(DigestAlg::kSha256);
  if (!hasher.ok()) return S::Unknown(hasher.status().message());
  Status status;
  const auto size = Tree::Stream(place, std::min(ctx.limits.digest_bytes, left), [&](std::string_view piece) {
    if (status.ok()) status = hasher->Update(AsBytes(piece));
  });
  if (!size.found()) return S::Like(size);
  ctx.digested_bytes += *size;
  if (!status.ok()) return S::Unknown(status.message());
  Result<Bytes> digest = hasher->Finish();
  if (!digest.ok()) return S::Unknown(digest.status().message());
  return "sha256:" + HexEncode(*digest);
}

// REQUIRES: the state of `at`.sha256 is complete: a link or directory has no digest.
void AddDigest(Context& ctx, const Place& place, EvidenceNode& record, const std::string& at) {
  if (!S_ISREG(place.info.st_mode)) return;
  Seen<std::string> digest = DigestText(ctx, place);
  if (!digest.found()) return ctx.doc.Unknown(at + ".sha256", digest.reason());
  record["sha256"] = EvidenceNode::Text(*digest);
}

// The first sign that a file holds secrets: its name, or that of what it leads to, or being another name of shadow.
bool IsSecret(Context& ctx, const std::string& path, const Place& place) {
  if (HoldsSecrets(path) || HoldsSecrets(place.path)) return true;
  for (const char* secret : {"/etc/shadow", "/etc/gshadow", "/etc/shadow-", "/etc/gshadow-", "/etc/security/opasswd"}) {
    Seen<Place> other = ctx.tree.Find(secret, Links::kFollow);
    if (other.found() && other->info.st_ino == place.info.st_ino && other->info.st_dev == place.info.st_dev)
      return true;
  }
  return false;
}

EvidenceNode TextRecord(const std::string& path, std::string_view content) {
  std::vector<Line> lines = SplitLines(content);
  RedactLines(path, lines);
  EvidenceNode record;
  EvidenceNode::List kept;
  EvidenceNode::List raw;
  EvidenceNode& values = record["values"];
  for (const Line& line : lines) {
    raw.push_back(EvidenceNode::Text(line.text));
    std::string folded = Fold(line.text);
    if (folded.empty() || folded[0] == '#') continue;
    KeyValue pair = SplitKeyValue(folded);
    if (!pair.key.empty() && pair.has_value) values[CleanText(pair.key)] = EvidenceNode::Text(Unquote(pair.value));
    kept.push_back(EvidenceNode::Text(folded));
  }
  record["lines"] = EvidenceNode::Of(std::move(kept));
  record["raw"] = EvidenceNode::Of(std::move(raw));
  return record;
}

// The text record of a path as `map[key]`, or the state that says why there is none.
void LookAtText(Context& ctx, const std::string& path, const std::string& key, EvidenceNode& map,
                const std::string& at) {
  Seen<Place> place = ctx.tree.Find(path, Links::kFollow);
  if (place.absent()) return ctx.doc.Absent(at);
  if (!place.found()) return ctx.doc.Unknown(at, place.reason());
  if (IsSecret(ctx, path, *place)) return ctx.doc.Unknown(at, "the file may hold secrets, which are not collected");
  Seen<std::string> content = Tree::Read(*place, ctx.limits.text_bytes);
  if (!content.found()) return ctx.doc.Unknown(at, content.reason());
  map[key] = TextRecord(place->path, *content);
  ctx.doc.Complete(at);
}

}  // namespace

void ProbeFiles(Context& ctx, const Wanted& wanted) {
  const Wanted& digests = ctx.Of(kFileDigests);
  ForKeys(ctx, wanted, "files", [&](const std::string& key) {
    std::string path = TidyPath(OctetsOfKey(key));
    std::string at = KeyPath("files", key);
    if (!OctetsOfKey(key).starts_with('/')) return ctx.doc.Unknown(at, "not an absolute path");
    Seen<Place> place = ctx.tree.Find(path, Links::kKeepLast);
    if (place.absent()) return ctx.doc.Absent(at);
    if (!place.found()) return ctx.doc.Unknown(at, place.reason());
    EvidenceNode& record = ctx.doc["files"][key];
    record = FileRecord(ctx, place->dir.get(), place->name.c_str(), place->info, path, at);
    ctx.doc.Complete(at);
    if (!Wants(digests, key)) return;
    ctx.doc.Complete(at + ".sha256");
    AddDigest(ctx, *place, record, at);
  });
  ctx.doc.Unknown("files[*].sha256", kNoDigest);
}

void ProbeGlobs(Context& ctx, const Wanted& wanted) {
  ForKeys(ctx, wanted, "globs", [&](const std::string& key) {
    std::string at = KeyPath("globs", key);
    FoundFiles found = ExpandGlob(ctx.tree, ctx.systems, key, ctx.limits.glob_entries);
    EvidenceNode& members = ctx.doc["globs"][key];
    std::string trouble = found.trouble;
    const bool with_digests = Wants(ctx.Of(kGlobDigests), key);
    if (with_digests) ctx.doc.Complete(at + "[*].sha256");
    for (const std::string& path : found.paths) {
      Seen<Place> place = ctx.tree.Find(path, Links::kKeepLast);
      if (!place.reason().empty() && trouble.empty()) trouble = place.reason() + ": " + Shown(path);
      if (!place.found()) continue;
      std::string member = Shown(path);
      EvidenceNode& record = members[member];
      record = FileRecord(ctx, place->dir.get(), place->name.c_str(), place->info, path, KeyPath(at, member));
      if (with_digests) AddDigest(ctx, *place, record, KeyPath(at, member));
    }
    ctx.doc.CompleteUnless(at, trouble);
  });
  ctx.doc.Unknown("globs[*][*].sha256", kNoDigest);
}

void ProbeText(Context& ctx, const Wanted& wanted) {
  ForKeys(ctx, wanted, "text", [&](const std::string& key) {
    if (!OctetsOfKey(key).starts_with('/')) return ctx.doc.Unknown(KeyPath("text", key), "not an absolute path");
    LookAtText(ctx, OctetsOfKey(key), key, ctx.doc["text"], KeyPath("text", key));
  });
}

void ProbeTexts(Context& ctx, const Wanted& wanted) {
  ForKeys(ctx, wanted, "texts", [&](const std::string& key) {
    std::string at = KeyPath("texts", key);
    FoundFiles found = ExpandGlob(ctx.tree, ctx.systems, key, ctx.limits.glob_entries);
    ctx.doc.CompleteUnless(at, found.trouble);
    EvidenceNode& members = ctx.doc["texts"][key];
    for (const std::string& path : found.paths) {
      Seen<Place> place = ctx.tree.Find(path, Links::kFollow);
      if (place.found() && !S_ISREG(place->info.st_mode)) continue;
      std::string member = Shown(path);
      LookAtText(ctx, path, member, members, KeyPath(at, member));
      if (members.Find(member) == nullptr && !place.absent())
        ctx.doc.Incomplete(at, "not every file could be read: " + member);
    }
  });
}

}  // namespace mps::collect
