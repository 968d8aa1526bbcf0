// The two renderings: text exactly as it is shown, JSON as a foreign reader reads it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "diag/render.h"

namespace mps::diag {
namespace {

struct Made {
  SourceManager sources;
  const SourceFile* file;
  explicit Made(std::string text, std::string name = "a.mps") : file(&sources.Add(std::move(name), std::move(text))) {}
  Diagnostic Fault(std::uint32_t begin, std::uint32_t end) const {
    return {Id::kBadNumber, Severity::kError, {file->id(), begin, end}, {std::string("007")}, {}, {}, std::nullopt, {}};
  }
};

}  // namespace

TEST_CASE("a diagnostic is shown with its line, caret and help", "[text]") {
  Made made("one\n    require host.a == 007\n");
  Diagnostic d = made.Fault(26, 29);
  d.At("begins with 0").WithHelp("write 7").WithLabel({made.file->id(), 0, 3}, "see here");
  CHECK(RenderText(d, made.sources) ==
        "error[MPS0107]: `007` is not a number\n"
        "  --> a.mps:2:23\n"
        "   |\n"
        " 1 | one\n"
        "   | --- see here\n"
        " 2 |     require host.a == 007\n"
        "   |                       ^^^ begins with 0\n"
        "   = help: write 7\n");
}

TEST_CASE("without a place only the head is shown", "[text]") {
  Made made("x");
  Diagnostic d = made.Fault(0, 0);
  d.span = {};
  CHECK(RenderText(d, made.sources) == "error[MPS0107]: `007` is not a number\n");
}

TEST_CASE("colour only when asked", "[text]") {
  Made made("007");
  const Diagnostic d = made.Fault(0, 3);
  CHECK(RenderText(d, made.sources).find('\x1b') == std::string::npos);
  CHECK(RenderText(d, made.sources, {true, 100}).find("\x1b[1;31merror[MPS0107]") == 0);
}

TEST_CASE("tabs, wide and combining characters keep the caret in its place", "[text]") {
  Made tabs("\t\t007");
  CHECK(RenderText(tabs.Fault(2, 5), tabs.sources).find(" 1 |         007\n   |         ^^^\n") != std::string::npos);
  CHECK(RenderText(tabs.Fault(2, 5), tabs.sources).find("a.mps:1:3") != std::string::npos);
  Made wide("\xE6\xBC\xA2 007");  // one wide character
  CHECK(RenderText(wide.Fault(4, 7), wide.sources).find("   |    ^^^\n") != std::string::npos);
  Made combining("e\xCC\x81 007");
  CHECK(RenderText(combining.Fault(4, 7), combining.sources).find("   |   ^^^\n") != std::string::npos);
}

TEST_CASE("long lines are windowed around the fault", "[text]") {
  Made made(std::string(500, 'a') + " 007 " + std::string(100000, 'b'));
  const std::string text = RenderText(made.Fault(501, 504), made.sources);
  CHECK(text.find(" 1 | ...aaa") != std::string::npos);
  CHECK(text.find("bbb...\n") != std::string::npos);
  CHECK(text.find("^^^\n") != std::string::npos);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    CHECK(end - at < 120);
    at = end + 1;
  }
  // The caret stands under the fault.
  const std::size_t line = text.find(" 1 | ");
  const std::size_t next = text.find('\n', line) + 1;
  CHECK(text.find("007", line) - line == text.find("^^^", next) - next);
}

TEST_CASE("hostile text cannot reach the terminal", "[text]") {
  Made made("\x1b[2J 007 \xFF \xE2\x80\xAE x", "evil\x1b]0;.mps");
  Diagnostic d = made.Fault(5, 8);
  d.args[0] = std::string("\x1b[31m\n\xC2\x9B");
  d.WithHelp("\x07");
  const std::string text = RenderText(d, made.sources);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("\xC2\x9B") == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(text.find("\\u{1b}[2J 007 \\x{ff} \\u{202e} x") != std::string::npos);
}

TEST_CASE("spans over several lines, empty ones and those at the end", "[text]") {
  Made made("ab\ncd\n");
  CHECK(RenderText(made.Fault(1, 5), made.sources).find(" 1 | ab\n   |  ^\n") != std::string::npos);
  CHECK(RenderText(made.Fault(3, 3), made.sources).find(" 2 | cd\n   | ^\n") != std::string::npos);
  CHECK(RenderText(made.Fault(6, 6), made.sources).find(" 3 |\n   | ^\n") != std::string::npos);
  CHECK(RenderText(made.Fault(600, 700), made.sources).find("a.mps:3:1") != std::string::npos);
}

TEST_CASE("labels in another file are shown with their file", "[text]") {
  Made made("007");
  const SourceFile& other = made.sources.Add("b.mps", "x y");
  Diagnostic d = made.Fault(0, 3);
  d.WithLabel({other.id(), 2, 3}, "declared here");
  CHECK(RenderText(d, made.sources).find("  --> b.mps:1:3\n   |\n 1 | x y\n   |   - declared here\n") !=
        std::string::npos);
}

TEST_CASE("of diagnostics that read alike three are shown, the rest listed by line", "[text]") {
  const auto count = [](const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
  };
  Made made("a\nb\nc\nd\ne\nf\n");
  const SourceFile& other = made.sources.Add("b.mps", "x y");
  std::vector<Diagnostic> all;
  for (std::uint32_t line = 0; line < 4; ++line) all.push_back(made.Fault(2 * line, 2 * line + 1));
  CHECK(count(RenderText(all, made.sources), "error[MPS0107]") == 4);  // one more is shown as well
  all.push_back(made.Fault(8, 9));
  Diagnostic unlike = made.Fault(10, 11);
  unlike.args[0] = std::string("008");
  all.push_back(unlike);
  all.push_back(made.Fault(0, 1));
  all.back().span.file = other.id();
  const std::string text = RenderText(all, made.sources);
  CHECK(count(text, "error[MPS0107]: `007`") == 3);
  CHECK(count(text, "error[MPS0107]: `008`") == 1);
  CHECK(count(text, "and 3 more like this: a.mps line 4, 5; b.mps line 1\n") == 1);
  CHECK(text.find("3 | c") < text.find("and 3 more"));
  all[4].WithHelp("another mend");  // is not left out
  CHECK(count(RenderText(all, made.sources), "and 2 more") == 1);
  CHECK(count(RenderText(all, made.sources), "another mend") == 1);
  all[4].helps.clear();
  CHECK(count(text, "7 errors\n") == 1);
  for (int i = 0; i < 30; ++i) all.push_back(made.Fault(10, 11));
  CHECK(count(RenderText(all, made.sources), "and 33 more like this: a.mps line 4, 5; b.mps line 1; a.mps line 6, 6") ==
        1);
  CHECK(count(RenderText(all, made.sources), ", 6 and further down\n") == 1);
}

TEST_CASE("a summary counts", "[text]") {
  Made made("007");
  Diagnostic error = made.Fault(0, 3), warning = error;
  warning.severity = Severity::kWarning;
  CHECK(Summary({}).empty());
  CHECK(Summary({error}) == "1 error");
  CHECK(Summary({error, error, warning}) == "2 errors, 1 warning");
  CHECK(Summary({warning, warning}) == "2 warnings");
}

TEST_CASE("JSON has every field", "[json]") {
  Made made("one\n  007\n");
  Diagnostic d = made.Fault(6, 9);
  d.args.push_back(std::int64_t{-5});
  d.At("begins with 0")
      .WithHelp("write 7")
      .WithLabel({made.file->id(), 0, 3}, "see here")
      .Suggest({made.file->id(), 6, 9}, "7");
  const auto json = nlohmann::json::parse(RenderJson(d, made.sources));
  CHECK(json["code"] == "MPS0107");
  CHECK(json["name"] == "BadNumber");
  CHECK(json["severity"] == "error");
  CHECK(json["message"] == "`007` is not a number");
  CHECK(json["args"] == nlohmann::json::array({"007", -5}));
  const nlohmann::json place = {{"file", "a.mps"}, {"begin", 6},    {"end", 9},       {"line", 2},
                                {"column", 3},     {"end_line", 2}, {"end_column", 6}};
  CHECK(json["place"] == place);
  CHECK(json["note"] == "begins with 0");
  CHECK(json["labels"][0]["text"] == "see here");
  CHECK(json["labels"][0]["place"]["line"] == 1);
  CHECK(json["help"] == nlohmann::json::array({"write 7"}));
  CHECK(json["suggestion"]["replacement"] == "7");
  CHECK(json["suggestion"]["place"] == place);
  CHECK(RenderJson(d, made.sources).find('\n') == std::string::npos);
}

TEST_CASE("JSON of hostile text is valid JSON", "[json]") {
  Made made("007", "\xFF\"\\\x01.mps");
  Diagnostic d = made.Fault(0, 3);
  d.span = {};
  CHECK(nlohmann::json::parse(RenderJson(d, made.sources))["place"].is_null());
  CHECK(nlohmann::json::parse(RenderJson(d, made.sources))["suggestion"].is_null());
  d = made.Fault(0, 3);
  d.args[0] = std::string("a\0\x1f\x80\xE2\x80\xAE", 7);
  const auto json = nlohmann::json::parse(RenderJson(d, made.sources));
  CHECK(json["place"]["file"] == "\xEF\xBF\xBD\"\\\x01.mps");
  CHECK(json["args"][0] == std::string("a\0\x1f\xEF\xBF\xBD\xE2\x80\xAE", 9));
}

}  // namespace mps::diag
