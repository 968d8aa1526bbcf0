// The trust store: a folder with one JSON file for each anchor, its certificate or key and its revocation lists
// (docs/trust.md, "The store"). It is read whole; what is damaged is an error that names the file, never passed over.
// Entry points: Store::Open, Store::Add.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mps/status.h"
#include "trust/anchor.h"

namespace mps::trust {

// The folder that is used where none is named: $MPS_TRUST, else $XDG_CONFIG_HOME/mps/trust, else ~/.config/mps/trust.
// kUsage where none of these variables is set.
Result<std::string> DefaultFolder();

class Store {
 public:
  // Reads all anchors of a folder. kIo: no such folder, or a file that cannot be read; kTrust: a folder that everybody
  // may write to; kLimit beyond limit::kTrustAnchors; others: a damaged file, by name.
  static Result<Store> Open(const std::string& folder);
  // The same; a folder that does not exist is made, with those above it, and is empty.
  static Result<Store> OpenOrCreate(const std::string& folder);

  const std::string& folder() const { return folder_; }
  // By name, then by key id.
  const std::vector<Anchor>& anchors() const { return anchors_; }
  // Those of a name; kUsage with the nearest name where there is none.
  Result<std::vector<const Anchor*>> Named(std::string_view name) const;

  // Keeps an anchor (CheckAnchor). Files are written to new ones and renamed into place, the JSON file last: a reader
  // sees all of it or nothing. kUsage if this name has this key already.
  Status Add(Anchor anchor);
  // Removes the anchors of a name, or the one of them with this key id (hexadecimal, a beginning that only one has).
  // Gives how many; kUsage where there is none.
  Result<std::size_t> Remove(std::string_view name, const std::optional<std::string>& kid);

 private:
  explicit Store(std::string folder) : folder_(std::move(folder)) {}
  Status Load();
  std::string PathOf(const std::string& file) const { return folder_ + "/" + file; }
  Status WriteFiles(const Anchor& anchor) const;
  Status RemoveFiles(const Anchor& anchor) const;
  std::string folder_;
  std::vector<Anchor> anchors_;
};

}  // namespace mps::trust
