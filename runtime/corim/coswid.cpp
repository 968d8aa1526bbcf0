// Concise software identification tags (RFC 9393 2.3): who made what, and the files of payload or evidence.
#include "corim/read.h"
#include "mps/limits.h"

namespace mps::corim {
namespace {

// Item numbers of RFC 9393 section 2.
enum Item : std::int64_t {
  kTagId = 0,
  kSoftwareName = 1,
  kEntity = 2,
  kEvidence = 3,
  kLink = 4,
  kSoftwareMeta = 5,
  kPayload = 6,
  kHash = 7,
  kCorpus = 8,
  kPatch = 9,
  kMedia = 10,
  kSupplemental = 11,
  kTagVersion = 12,
  kSoftwareVersion = 13,
  kVersionScheme = 14,
  kLang = 15,
  kDirectory = 16,
  kFile = 17,
  kProcess = 18,
  kResource = 19,
  kSize = 20,
  kFsName = 24,
  kPathElements = 26,
  kEntityName = 31,
  kRegId = 32,
  kRole = 33,
};

// one-or-more<T>: one item, or an array of at least two.
template <class Do>
Status EachOf(Node node, std::string_view what, Do act) {
  if (!node.Is(cbor::Kind::kArray)) return act(node);
  if (node.value->items().size() < 2) return node.Fail(Code::kInvalid, what, "a list must have two members or more");
  for (const cbor::Value& item : node.value->items()) MPS_TRY(act(node.Of(item)));
  return {};
}

// any-uri: tag 32; plain text is what many write.
Result<std::string> ReadAnyUri(Node node, std::string_view what) {
  return node.Is(cbor::Kind::kText) ? ReadText(node, what) : ReadUri(node, what);
}

Result<Entity> ReadSwidEntity(Node node) {
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "entity"));
  Entity out;
  MPS_ASSIGN(const Node name, map.Need(kEntityName, "entity-name"));
  MPS_ASSIGN(out.name, ReadText(name, "entity-name"));
  if (const auto reg_id = map.Find(kRegId)) {
    MPS_ASSIGN(out.reg_id, ReadAnyUri(*reg_id, "reg-id"));
  }
  MPS_ASSIGN(const Node role, map.Need(kRole, "role"));
  MPS_TRY(EachOf(role, "role", [&](Node one) -> Status {
    if (one.Is(cbor::Kind::kText)) return {};  // a role of no registry
    MPS_ASSIGN(const std::int64_t number, ReadInt(one, "role"));
    out.roles.push_back(number);
    return {};
  }));
  return out;
}

Result<std::string> ReadName(const MapView& map, const std::string& folder) {
  MPS_ASSIGN(const Node name, map.Need(kFsName, "fs-name"));
  MPS_ASSIGN(const std::string text, ReadText(name, "fs-name"));
  return folder.empty() ? text : folder + "/" + text;
}

Status ReadFile(Node node, const std::string& folder, std::vector<SwidFile>& out) {
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "file"));
  SwidFile file;
  MPS_ASSIGN(file.path, ReadName(map, folder));
  if (const auto size = map.Find(kSize)) {
    MPS_ASSIGN(file.size, ReadUint(*size, "size"));
  }
  if (const auto hash = map.Find(kHash)) {
    MPS_ASSIGN(file.hash, ReadDigest(*hash));
    if (!std::holds_alternative<std::int64_t>(file.hash->alg))
      return hash->Fail(Code::kType, "hash", "the algorithm must be a number");
  }
  out.push_back(std::move(file));
  return {};
}

// LIMIT: paths of nested directories, limit::kTokenBytes characters in all.
Status ReadElements(const MapView& map, const std::string& folder, std::size_t& characters,
                    std::vector<SwidFile>& out) {
  if (const auto files = map.Find(kFile)) {
    const auto read = [&](Node one) -> Status {
      MPS_TRY(ReadFile(one, folder, out));
      characters += out.back().path.size();
      return characters <= limit::kTokenBytes ? Status() : one.Fail(Code::kLimit, "file", "paths are too long");
    };
    MPS_TRY(EachOf(*files, "file", read));
  }
  const auto directories = map.Find(kDirectory);
  if (!directories) return {};
  return EachOf(*directories, "directory", [&](Node one) -> Status {
    MPS_ASSIGN(const MapView directory, MapView::OpenLabels(one, "directory"));
    MPS_ASSIGN(const std::string path, ReadName(directory, folder));
    const auto elements = directory.Find(kPathElements);
    if (!elements) return {};
    MPS_ASSIGN(const MapView inner, MapView::OpenLabels(*elements, "path-elements"));
    return ReadElements(inner, path, characters, out);
  });
}

Status ReadFlag(const MapView& map, std::int64_t key, std::string_view name, bool& out) {
  const auto found = map.Find(key);
  if (!found) return {};
  MPS_ASSIGN(out, ReadBool(*found, name));
  return {};
}

Status ReadContent(const MapView& map, Coswid& out) {
  const auto payload = map.Find(kPayload), evidence = map.Find(kEvidence);
  if (payload && evidence) return evidence->Fail(Code::kInvalid, "concise-swid-tag", "has payload and evidence");
  out.is_evidence = evidence.has_value();
  if (!payload && !evidence) return {};
  MPS_ASSIGN(const MapView content, MapView::OpenLabels(payload ? *payload : *evidence, "payload or evidence"));
  std::size_t characters = 0;
  return ReadElements(content, "", characters, out.files);
}

}  // namespace

Result<Coswid> ReadCoswid(Node node) {
  if (node.Is(cbor::Kind::kTag) && node.value->argument() == tag::kSwid) node = node.Of(node.value->content());
  MPS_ASSIGN(const MapView map, MapView::OpenLabels(node, "concise-swid-tag"));
  Coswid out;
  MPS_ASSIGN(const Node id, map.Need(kTagId, "tag-id"));
  MPS_ASSIGN(out.identity.id, ReadTagId(id, "tag-id"));
  MPS_ASSIGN(const Node version, map.Need(kTagVersion, "tag-version"));
  MPS_ASSIGN(out.identity.version, ReadUint(version, "tag-version"));
  MPS_ASSIGN(const Node name, map.Need(kSoftwareName, "software-name"));
  MPS_ASSIGN(out.name, ReadText(name, "software-name"));
  if (const auto found = map.Find(kSoftwareVersion)) {
    MPS_ASSIGN(out.version, ReadText(*found, "software-version"));
  }
  MPS_TRY(ReadFlag(map, kCorpus, "corpus", out.corpus));
  MPS_TRY(ReadFlag(map, kPatch, "patch", out.patch));
  MPS_TRY(ReadFlag(map, kSupplemental, "supplemental", out.supplemental));
  MPS_ASSIGN(const Node entities, map.Need(kEntity, "entity"));
  MPS_TRY(EachOf(entities, "entity", [&](Node one) -> Status {
    MPS_ASSIGN(Entity entity, ReadSwidEntity(one));
    out.entities.push_back(std::move(entity));
    return {};
  }));
  MPS_TRY(ReadContent(map, out));
  out.unknown = map.Others({kTagId, kSoftwareName, kEntity, kEvidence, kLink, kSoftwareMeta, kPayload, kCorpus, kPatch,
                            kMedia, kSupplemental, kTagVersion, kSoftwareVersion, kVersionScheme, kLang});
  return out;
}

}  // namespace mps::corim
