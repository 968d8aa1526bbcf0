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

// Only a definition of one environment that is declared complete takes a bare document.
bool TakesBare(const PlanIndex& index) {
  const auto& environments = index.plan().environments;
  return environments.size() == 1 && environments[0].def.complete && !environments[0].def.many &&
         index.FieldNamed(environments[0].def.schema, "mps_evidence", 0) == schema::kNone;
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
  if (TakesBare(index)) {
    Evidence out;
    Begin(index, cbor, out);
    Reader cursor(bytes, options);
    bool is_wrapped = false;
    Status status = DocumentDecoder<Reader>(index, cursor, out).DecodeBare(is_wrapped);
    if (status.ok()) return out;
    if (!is_wrapped) return status;
  }
  Evidence out;
  Begin(index, cbor, out);
  Reader cursor(bytes, options);
  Status status = DocumentDecoder<Reader>(index, cursor, out).Decode();
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
