// Decoding a document from either encoding, and looking at one without a definition.
#include "base/cbor_reader.h"
#include "base/json_reader.h"
#include "evidence/document_decoder.h"
#include "evidence/evidence.h"
#include "mps/limits.h"

namespace mps::evidence {
namespace {

cbor::Options CborOptions() {
  cbor::Options options;
  options.max_depth = limit::kEvidenceDepth;
  return options;
}

json::Options JsonOptions() {
  json::Options options;
  options.max_depth = limit::kEvidenceDepth;
  return options;
}

// Whether a document is without wrapper: it has no member `mps_evidence`. A wrapper that has lost that member must not
// pass for the claims of a host on which nothing was found.
template <Cursor C>
Result<bool> IsBare(const PlanIndex& index, C& cursor) {
  if (cursor.Peek() != ItemKind::kMap || !cursor.EnterMap())
    return cursor.ok() ? Result<bool>(false) : Result<bool>(cursor.status());
  const schema::TypeId schema = index.plan().environments[0].def.schema;
  bool wrapper = false;
  for (std::string_view name; cursor.NextKey(name);) {
    if (name == "mps_evidence") return false;
    const bool outer = name == "environments" || name == "collected_at";
    wrapper = wrapper || (outer && index.FieldNamed(schema, name, 0) == schema::kNone);
    if (!cursor.Skip()) break;
  }
  if (!cursor.ok()) return cursor.status();
  if (wrapper) return Status(Code::kType, "not an evidence document: it has no member `mps_evidence`");
  return true;
}

// Only a definition of one environment that is declared complete takes a bare document.
bool TakesBare(const PlanIndex& index) {
  const auto& environments = index.plan().environments;
  return environments.size() == 1 && environments[0].def.complete && !environments[0].def.many;
}

void Begin(const PlanIndex& index, bool cbor, Evidence& out) {
  out.facts.cbor = cbor;
  out.instances.resize(index.plan().environments.size());
  out.tables.resize(index.columns().size());
  Cell missing = Cell::Unknown(0);
  missing.aux = kMarkMissing;
  for (std::size_t i = 0; i < out.tables.size(); ++i) out.tables[i].columns.resize(index.columns()[i]);
  out.tables[0].rows = 1;
  for (std::vector<Cell>& column : out.tables[0].columns) column.push_back(missing);
}

template <class Reader, class Options>
Result<Evidence> Decode(const PlanIndex& index, ByteView bytes, const Options& options, bool cbor) {
  bool bare = false;
  if (TakesBare(index)) {
    Reader probe(bytes, options);
    MPS_ASSIGN(bare, IsBare(index, probe));
  }
  Evidence out;
  Begin(index, cbor, out);
  Reader cursor(bytes, options);
  DocumentDecoder<Reader> decoder(index, cursor, out);
  Status status = decoder.Decode(bare);
  if (status.ok()) return out;
  if (status.code() != Code::kUnsupported) return status;
  Status unsupported = Status::Unsupported("evidence_version", status.message());
  return status.offset() ? std::move(unsupported).WithOffset(*status.offset()) : std::move(unsupported);
}

}  // namespace

bool LooksLikeJson(ByteView bytes) {
  for (const std::uint8_t b : bytes) {
    if (b == ' ' || b == '\t' || b == '\n' || b == '\r') continue;
    return b == '{' || b == '[' || b == '"';
  }
  return true;
}

Result<Evidence> DecodeEvidence(const PlanIndex& index, ByteView bytes) {
  if (bytes.size() > limit::kEvidenceBytes)
    return Status(Code::kLimit, "evidence of more than " + std::to_string(limit::kEvidenceBytes) + " bytes");
  if (LooksLikeJson(bytes)) return Decode<json::Reader>(index, bytes, JsonOptions(), false);
  return Decode<cbor::Reader>(index, bytes, CborOptions(), true);
}

}  // namespace mps::evidence
