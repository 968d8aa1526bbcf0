// Parse: the checks before lexing, the two runs of the parser, and the tree; see parse.h.
#include "parse/parse.h"

#include <antlr4-runtime.h>

#include <array>
#include <cstdio>

#include "MpsParser.h"
#include "mps/limits.h"
#include "parse/build.h"
#include "parse/cascades.h"
#include "parse/lex.h"
#include "parse/recovery.h"

namespace mps::parse {
namespace {

using diag::Id;

std::string PointText(std::uint32_t point) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(point));
  return text.data();
}

void ReportSource(const SourceFile& source, const SourceFault& fault, diag::Sink& sink) {
  const auto begin = static_cast<std::uint32_t>(fault.offset);
  const Span span{source.id(), begin,
                  begin + static_cast<std::uint32_t>(fault.kind == SourceFaultKind::kTooLarge ? 0 : fault.size)};
  switch (fault.kind) {
    case SourceFaultKind::kTooLarge:
      sink.Report(Id::kSourceTooLarge, span, {static_cast<std::int64_t>(limit::kSourceBytes)})
          .WithHelp(
              "keep large sets and tables in files of their own, pinned by digest: set name of text from \"file\" "
              "sha256'...'");
      return;
    case SourceFaultKind::kByteOrder:
      sink.Report(Id::kByteOrderMark, span).WithHelp("save the file as UTF-8 without a byte order mark");
      return;
    case SourceFaultKind::kNotUtf8:
      sink.Report(Id::kNotUtf8, span, {static_cast<std::int64_t>(begin)}).WithHelp("save the file as UTF-8");
      return;
    case SourceFaultKind::kControl:
      sink.Report(Id::kControlCharacter, span, {PointText(fault.code_point)})
          .WithHelp("remove it; in a text it can be written \\u{...}");
      return;
    case SourceFaultKind::kInvisible:
      sink.Report(Id::kInvisibleCharacter, span, {PointText(fault.code_point)})
          .WithHelp("remove it: a reader cannot see it; in a text it can be written \\u{...}");
      return;
  }
}

// One parser over one list of tokens, and its two runs.
class Runner {  // LIMIT: kNesting of expressions, types and sections, together
 public:
  Runner(const SourceFile& source, const TokenList& list, diag::Sink& sink)
      : source_(source), list_(list), sink_(sink), stream_(list.tokens), parser_(&stream_) {
    parser_.removeErrorListeners();
    parser_.Guard({P::RuleExpr, P::RuleType, P::RuleSection}, limit::kNesting);
  }

  // The tree, or nullptr where the source is too deep or has too many faults to go on.
  P::FileContext* Run(std::vector<ast::Name>& broken) {
    if (!list_.faulty) {
      Prepare(antlr4::atn::PredictionMode::SLL, std::make_shared<GiveUp>());
      try {
        return parser_.file();
      } catch (const antlr4::ParseCancellationException&) {
        // The second run says what is wrong.
      }
    }
    auto recovery = std::make_shared<NextStatement>(source_, list_, sink_);
    Prepare(antlr4::atn::PredictionMode::LL, recovery);
    P::FileContext* file = nullptr;
    try {
      file = parser_.file();
    } catch (const antlr4::ParseCancellationException&) {
      file = nullptr;
    }
    broken = recovery->TakeBroken();
    return file;
  }

 private:
  void Prepare(antlr4::atn::PredictionMode mode, const std::shared_ptr<antlr4::ANTLRErrorStrategy>& strategy) {
    parser_.reset();
    parser_.ResetDepth();
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    parser_.setErrorHandler(strategy);
  }

  const SourceFile& source_;
  const TokenList& list_;
  diag::Sink& sink_;
  TokenVectorStream stream_;
  P parser_;
};

void ParseTokens(const SourceFile& source, const TokenList& list, diag::Sink& sink, ast::File& file) {
  Runner runner(source, list, sink);
  try {
    P::FileContext* tree = runner.Run(file.broken);
    Builder(source, sink, file).BuildFile(tree);
  } catch (const grammar::TooDeep& e) {
    const Tok& tok = list.tokens[e.token];
    sink.Report(Id::kTooDeep, SpanOf(source, tok), {static_cast<std::int64_t>(limit::kNesting)})
        .WithHelp("name a part of it with `define` and use the name");
  } catch (const std::exception& e) {
    // ANTLR throws IllegalStateException and the like only on faults of its own or ours; it must not pass for a parsed
    // file.
    sink.Report(Id::kParserFault, source.Whole(), {std::string(e.what())});
  }
}

}  // namespace

std::unique_ptr<ast::File> Parse(const SourceFile& source, diag::Sink& sink) {
  auto file = std::make_unique<ast::File>();
  file->file = source.id();
  const std::size_t before = sink.error_count();
  if (const auto fault = CheckSource(source.text())) {
    ReportSource(source, *fault, sink);
  } else if (!RefuseForeignFile(source, sink)) {
    if (const TokenList list = LexAndMend(source, sink); !list.stopped) ParseTokens(source, list, sink, *file);
    QuietCascades(source, sink);
  }
  file->complete = sink.error_count() == before;
  return file;
}

}  // namespace mps::parse
