#include "facade/base_search.h"

#include <algorithm>
#include <vector>

#include "mps/limits.h"
#include "parse/parse.h"
#include "source/source.h"

namespace mps::compiler {
namespace {

struct Candidates {
  std::vector<std::string> exact;  // of that name and version
  std::vector<std::string> near;   // `b.mps has version 1.2.0`: of that name
};

// What the first statement of a source says, if it is a definition of that name.
void Probe(const std::string& path, const std::string& text, const ast::BaseRef& base, Candidates& out) {
  if (text.size() > limit::kSourceBytes || text.find(base.name.value) == std::string::npos) return;
  SourceManager sources;
  diag::Sink sink;
  const auto file = parse::Parse(sources.Add(path, text), sink);
  if (file->kind != ast::FileKind::kDefinition || file->name.value != base.name.value || !file->version) return;
  if (file->version->text == base.version->text) {
    out.exact.push_back(path);
  } else {
    out.near.push_back("`" + path + "` has version " + file->version->text);
  }
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

}  // namespace

std::optional<std::string> FindBase(const ast::File& tailor, const std::string& folder, FileReader& reader,
                                    diag::Sink& sink) {
  if (!tailor.base || !tailor.base->version) return std::nullopt;  // a syntax error, reported
  const ast::BaseRef& base = *tailor.base;
  std::vector<std::string> names = reader.SourcesIn(folder);
  std::sort(names.begin(), names.end());
  if (names.size() > kBaseCandidates) names.resize(kBaseCandidates);
  Candidates found;
  for (const std::string& name : names) {
    const std::string path = folder + name;
    const auto text = reader.ReadBeneath(folder, path, limit::kSourceBytes);
    if (text.ok()) Probe(path, *text, base, found);
  }
  if (found.exact.size() == 1) return found.exact.front();
  if (found.exact.size() > 1) {
    sink.Report(diag::Id::kBaseAmbiguous, base.name.span, {base.name.value, base.version->text, Joined(found.exact)})
        .At("which of them?")
        .WithHelp("name one: --base FILE");
    return std::nullopt;
  }
  auto& d = sink.Report(diag::Id::kBaseNotFound, base.name.span, {base.name.value, base.version->text})
                .At("no .mps file beside this one is that");
  if (found.near.empty())
    d.WithHelp("put the definition beside this file, or name it: --base FILE");
  else
    d.WithHelp(Joined(found.near) + "; write the version and digest of the one that you mean");
  return std::nullopt;
}

}  // namespace mps::compiler
