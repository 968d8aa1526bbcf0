// MatchBrackets: finds the bracket that was not closed, or closes nothing, before the parser gets lost over it, and
// puts in or takes out tokens so that the parser sees balanced ones.
//
// Which bracket is at fault is told by layout: a declaration at the beginning of a line, indented no deeper than the
// line on which a brace was opened, shows that the brace should have been closed before. Files whose brackets balance
// are left alone.
#include "parse/lex.h"
#include "parse/statements.h"

namespace mps::parse {
namespace {

using diag::Id;

struct Open {
  Tok tok;
  std::uint32_t indent;  // of the line on which it was opened
  bool body;             // the brace of a declaration, not of a set or record
  bool section;          // the brace of a `section`, which holds rules
};

bool Balanced(const std::vector<Tok>& tokens) {
  std::vector<std::size_t> open;
  for (const Tok& tok : tokens) {
    if (IsOpener(tok.type)) open.push_back(CloserOf(tok.type));
    if (!IsCloser(tok.type)) continue;
    if (open.empty() || open.back() != tok.type) return false;
    open.pop_back();
  }
  return open.empty();
}

class Matcher {
 public:
  Matcher(const SourceFile& source, TokenList& list, diag::Sink& sink) : source_(source), list_(list), sink_(sink) {}

  void Run() {
    const std::vector<Tok> in = std::move(list_.tokens);
    for (std::size_t i = 0; i < in.size(); ++i) {
      const Tok& tok = in[i];
      if (tok.first) indent_ = tok.column;
      if (i > 0 && IsText(in[i].type) && in[i - 1].type == Lex::K_SECTION) section_ = true;
      if (tok.first) CloseByLayout(in, i);
      if (tok.type == antlr4::Token::EOF) {
        while (!open_.empty()) CloseMissing(tok);
      }
      if (IsCloser(tok.type)) {
        Close(tok);
      } else {
        if (IsOpener(tok.type)) Push(tok);
        out_.push_back(tok);
      }
    }
    list_.tokens = std::move(out_);
  }

 private:
  void Push(const Tok& tok) {
    const std::size_t before = out_.empty() ? antlr4::Token::EOF : out_.back().type;
    const bool body = tok.type == Lex::LBRACE && (IsName(before) || IsText(before) || before == Lex::RPAREN);
    open_.push_back({tok, indent_, body, body && section_});
    if (body) section_ = false;
  }

  // A statement that begins this line shows brackets before it to be unclosed.
  void CloseByLayout(const std::vector<Tok>& in, std::size_t i) {
    const Tok& tok = in[i];
    if (open_.empty()) return;
    const bool statement = IsStatementWord(tok.type) && CouldBeginStatement(in, i);
    const bool declaration = LooksLikeDeclaration(in, i);
    while (!open_.empty()) {
      const Open& top = open_.back();
      const bool holds = top.section && tok.type == Lex::K_RULE && tok.column >= top.indent;
      const bool outdented = declaration && tok.column <= top.indent && !holds;
      if (top.body ? !outdented : !statement && !declaration) return;
      CloseMissing(tok);
    }
  }

  void Close(const Tok& tok) {
    if (Holds(tok.type)) {
      while (CloserOf(open_.back().tok.type) != tok.type) CloseMissing(tok);
      open_.pop_back();
      out_.push_back(tok);
      return;
    }
    list_.faulty = true;
    list_.tainted_lines.push_back(tok.line);
    auto& d = sink_.Report(Id::kUnexpectedClosing, SpanOf(source_, tok), {std::string(Spelling(tok.type))});
    if (!open_.empty()) d.WithLabel(SpanOf(source_, open_.back().tok), "this is open");
    d.WithHelp("remove it, or open it where it belongs");
  }
  // Is there a bracket that `closer` could close? A `}` closes any brace; `)` and `]` reach no further than the
  // innermost brace.
  bool Holds(std::size_t closer) const {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (CloserOf(open_[i].tok.type) == closer) return true;
      if (open_[i].tok.type == Lex::LBRACE && closer != Lex::RBRACE) return false;
    }
    return false;
  }

  // Reports the innermost bracket as unclosed and puts its closing one before `before`.
  void CloseMissing(const Tok& before) {
    const Tok open = open_.back().tok;
    open_.pop_back();
    const std::size_t closer = CloserOf(open.type);
    list_.faulty = true;
    if (!list_.Tainted(open)) {
      sink_
          .Report(Id::kUnclosedBracket, SpanOf(source_, open),
                  {std::string(Spelling(open.type)), std::string(Spelling(closer))})
          .At("opened here")
          .WithLabel(SpanOf(source_, before), "`" + std::string(Spelling(closer)) + "` is missing before this")
          .WithHelp("close it with `" + std::string(Spelling(closer)) + "`");
    }
    list_.tainted_lines.push_back(open.line);
    const std::uint32_t place = out_.empty() ? before.begin : out_.back().end;
    Tok made = before;
    made.type = closer;
    made.begin = made.end = place;
    made.first = false;
    if (!out_.empty()) made.line = out_.back().line;
    out_.push_back(made);
    list_.tainted_lines.push_back(made.line);
  }

  const SourceFile& source_;
  TokenList& list_;
  diag::Sink& sink_;
  std::vector<Tok> out_;
  std::vector<Open> open_;
  std::uint32_t indent_ = 0;
  bool section_ = false;
};

}  // namespace

void MatchBrackets(const SourceFile& source, TokenList& list, diag::Sink& sink) {
  if (!Balanced(list.tokens)) Matcher(source, list, sink).Run();
}

}  // namespace mps::parse
