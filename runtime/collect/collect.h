// Collects what is known of one Linux system, live or as an unpacked tree, as an evidence document (docs/evidence.md,
// stdlib/linux.mps, docs/collectors.md). Entry point: Collect.
//
// Nothing is changed on the system. Links never lead out of the tree; only regular files are opened; every read, walk
// and child process is bounded. A probe that cannot run says so in the document and never fails the collection.
// Password fields, keys and what looks like them never enter the document.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps {

// One thing that is wanted: a claim of the schema, and a key of it where it is a map. {"accounts", ""} is the whole of
// a collection; {"files", "/etc/shadow"}, {"globs", "/var/log/**"}, {"text", "/etc/motd"}, {"sysctl",
// "net.ipv4.ip_forward"}, {"units", "ssh.service"} one key. Digests of files are made only where they are wanted:
// {"files.sha256", "/etc/passwd"} of that file, {"globs.sha256", "/etc/cron.d/*"} of all that the pattern finds.
// Otherwise what follows the first step of the claim's path is ignored: `sshd.text` reads `sshd`.
struct CollectRead {
  std::string claim;
  std::string key;
};

enum class EvidenceEncoding : std::uint8_t { kJson, kCbor };

struct CollectLimits {
  std::size_t walk_entries = 20'000'000;  // directory entries in the one walk
  std::int64_t walk_seconds = 600;
  std::size_t walk_members = 200'000;         // of each collection that the walk fills
  std::size_t glob_entries = 500'000;         // directory entries looked at for one glob
  std::size_t text_bytes = 4u << 20;          // one file read as text
  std::size_t digest_bytes = 64u << 20;       // one file whose digest is wanted
  std::size_t digest_total_bytes = 1u << 30;  // all of them together
  std::size_t status_bytes = 128u << 20;      // dpkg's status file
  std::int64_t command_seconds = 20;          // one child process (systemctl, auditctl); live hosts only
};

// Told before each probe (the claim it fills, 0) and now and then during the walk (`walk`, entries so far): for a
// display. It must not throw.
using CollectProgress = std::function<void(std::string_view claim, std::uint64_t entries)>;

struct CollectRequest {
  std::string root = "/";
  // A live host has a running kernel and manager to ask. Without a value: live if and only if `root` is "/".
  std::optional<bool> live;
  std::string environment = "host";  // its name in the document
  std::string schema = "linux.host@1";
  // Without a value: the default reach, which docs/collectors.md lists.
  std::optional<std::vector<CollectRead>> reads;
  std::int64_t now = 0;  // seconds since 1970: `collected_at`
  Bytes nonce;           // put into the document unless empty
  EvidenceEncoding encoding = EvidenceEncoding::kJson;
  CollectLimits limits;
  CollectProgress progress;  // may be empty
};

// The document. The same tree and request give the same octets. kIo: the root cannot be opened; kUsage: a request
// without an environment name.
Result<Bytes> Collect(const CollectRequest& request);

}  // namespace mps
