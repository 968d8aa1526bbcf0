// Decoding a document from either encoding, and looking at one without a definition.
#include "base/cbor_quick.h"
#include "base/cbor_reader.h"
#include "base/json_reader.h"
#include "base/json_tape.h"
#include "evidence/document.h"
#include "evidence/document_decoder.h"
#include "evidence/evidence.h"
#include "evidence/state/resolver.h"
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
         index.fields(environments[0].def.schema).Find("mps_evidence") == schema::kNone;
}

// An empty state, in the memory of the one before.
void Begin(const PlanIndex& index, bool cbor, Evidence& out) {
  ActualState& state = out.state;
  out.facts.Clear();
  out.facts.cbor = cbor;
  for (; !out.sets.empty(); out.sets.pop_back()) out.spare_sets.push_back(std::move(out.sets.back()));
  out.instances.assign(index.plan().environments.size(), {});
  out.order.resize(index.types().types.size());
  if (out.lasting_reasons == 0) {
    const ResolutionReasons reasons(state.reasons);
    out.lasting_reasons = state.reasons.count();
  }
  state.reasons.Truncate(out.lasting_reasons);
  state.provenance.clear();
  state.arena.Reset();
  state.document = out.document;
  state.unnamed_claims = 0;
  state.unnamed_paths.clear();
  state.tables.resize(index.columns().size());
  for (std::size_t i = 0; i < state.tables.size(); ++i) {
    TableData& table = state.tables[i];
    table.rows = i == 0 ? 1 : 0;
    table.columns.resize(index.columns()[i]);
    table.sources.clear();
    for (CellColumn& column : table.columns) column.assign(table.rows, kMissing);
  }
}

// `Source` and `options` make a cursor at the beginning of the document.
template <class Cursor, class Source, class Options, class... Memory>
Status Decode(const PlanIndex& index, bool cbor, Evidence& out, const Source& source, const Options& options,
              Memory... memory) {
  if (TakesBare(index)) {
    Begin(index, cbor, out);
    Cursor cursor(source, options, memory...);
    bool is_wrapped = false;
    Status status = DocumentDecoder(index, cursor, out).DecodeBare(is_wrapped);
    if (status.ok() || !is_wrapped) return status;
  }
  Begin(index, cbor, out);
  Cursor cursor(source, options, memory...);
  Status status = DocumentDecoder(index, cursor, out).Decode();
  if (status.code() != Code::kUnsupported) return status;
  Status unsupported = Status::Unsupported("evidence_version", status.message());
  return status.offset() ? std::move(unsupported).WithOffset(*status.offset()) : std::move(unsupported);
}

Status NotQuick() { return Status(Code::kMalformed, "not for the quick road"); }

Status DecodeJson(const PlanIndex& index, ByteView bytes, Evidence& out, Road road) {
  Document& document = *out.document;
  if (road != Road::kStrict) {
    const bool parsed = document.tape.Parse(bytes);
    if (parsed &&
        Decode<json::TapeCursor>(index, false, out, document.tape, JsonOptions(), &document.memory.cursor).ok())
      return {};
  }
  return road == Road::kQuick ? NotQuick() : Decode<json::Reader>(index, false, out, bytes, JsonOptions());
}

Status DecodeCbor(const PlanIndex& index, ByteView bytes, Evidence& out, Road road) {
  Document& document = *out.document;
  document.octets.assign(bytes.begin(), bytes.end());
  const ByteView octets = document.octets;
  if (road != Road::kStrict &&
      Decode<cbor::QuickCursor>(index, true, out, octets, CborOptions(), &document.memory.cursor).ok())
    return {};
  return road == Road::kQuick ? NotQuick() : Decode<cbor::Reader>(index, true, out, octets, CborOptions());
}

}  // namespace

bool LooksLikeJson(ByteView bytes) {
  for (const std::uint8_t b : bytes) {
    if (b == ' ' || b == '\t' || b == '\n' || b == '\r') continue;
    return b == '{' || b == '[' || b == '"';
  }
  return true;
}

Status DecodeEvidence(const PlanIndex& index, ByteView bytes, Evidence& out, Road road) {
  if (bytes.size() > limit::kEvidenceBytes)
    return Status(Code::kLimit, "evidence of more than " + std::to_string(limit::kEvidenceBytes) + " bytes");
  if (out.document == nullptr) out.document = std::make_shared<Document>();
  return LooksLikeJson(bytes) ? DecodeJson(index, bytes, out, road) : DecodeCbor(index, bytes, out, road);
}

Status DecodeEvidence(const PlanIndex& index, ByteView bytes, Evidence& out) {
  return DecodeEvidence(index, bytes, out, Road::kEither);
}

Result<Evidence> DecodeEvidence(const PlanIndex& index, ByteView bytes) {
  Evidence out;
  MPS_TRY(DecodeEvidence(index, bytes, out));
  return out;
}

}  // namespace mps::evidence
