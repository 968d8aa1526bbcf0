// Fuzz target: any bytes as a source. Parses, renders what is reported both ways, dumps tree and tokens; and checks
// that a file without errors says it is complete, and that every span lies in the source.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ast/dump.h"
#include "diag/render.h"
#include "parse/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mps::SourceManager sources;
  const mps::SourceFile& source = sources.Add("fuzz.mps", std::string(reinterpret_cast<const char*>(data), size));
  mps::diag::Sink sink;
  const auto file = mps::parse::Parse(source, sink);
  if (file == nullptr || file->complete == sink.has_errors()) std::abort();
  for (const mps::diag::Diagnostic& d : sink.Finish()) {
    if (d.id == mps::diag::Id::kParserFault) std::abort();
    if (d.span.valid() && (d.span.begin > d.span.end || d.span.end > size)) std::abort();
    mps::diag::RenderText(d, sources);
    mps::diag::RenderJson(d, sources);
  }
  mps::ast::Dump(*file);
  if (size < 4096) mps::parse::DumpTokens(source);
  return 0;
}
