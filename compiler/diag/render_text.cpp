// Diagnostics for people, in the manner of rustc; see render.h.
#include <algorithm>
#include <map>
#include <tuple>

#include "diag/display_line.h"
#include "diag/render.h"

namespace mps::diag {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kPlain = "\x1b[0m";

// An underlined place and what stands beside it.
struct Marker {
  Span span;
  std::string text;
  bool primary = false;
};

class TextRenderer {
 public:
  TextRenderer(const Diagnostic& diagnostic, const SourceManager& sources, const TextOptions& options)
      : diagnostic_(diagnostic), sources_(sources), options_(options) {}

  std::string Render() {
    Headline();
    for (const auto& [file, markers] : MarkersByFile()) File(*file, markers);
    for (const std::string& help : diagnostic_.helps) Trailer("help", EscapeForTerminal(help));
    return std::move(out_);
  }

 private:
  using FileMarkers = std::vector<std::pair<const SourceFile*, std::vector<Marker>>>;

  std::string Paint(std::string_view text, std::string_view colour) const {
    return options_.colour ? std::string(colour) + std::string(text) + std::string(kPlain) : std::string(text);
  }
  std::string_view SeverityColour() const {
    switch (diagnostic_.severity) {
      case Severity::kError:
        return kRed;
      case Severity::kWarning:
        return kYellow;
      case Severity::kNote:
        return kGreen;
    }
    return kRed;
  }

  void Headline() {
    const std::string tag = std::string(SeverityName(diagnostic_.severity)) + "[" + CodeText(diagnostic_.id) + "]";
    out_ += Paint(tag, SeverityColour()) + Paint(": " + EscapeForTerminal(diagnostic_.Message()), kBold) + "\n";
  }

  // The primary's file first, then the others in order of their labels.
  FileMarkers MarkersByFile() {
    FileMarkers files;
    const auto add = [&](const Span& span, const std::string& text, bool primary) {
      const SourceFile* file = sources_.Find(span.file);
      if (file == nullptr) return;
      auto at = std::find_if(files.begin(), files.end(), [&](const auto& entry) { return entry.first == file; });
      if (at == files.end()) at = files.insert(files.end(), {file, {}});
      at->second.push_back({span, text, primary});
    };
    add(diagnostic_.span, diagnostic_.primary, true);
    for (const Label& label : diagnostic_.labels) add(label.span, label.text, false);
    std::uint32_t last = 1;
    for (const auto& [file, markers] : files) {
      for (const Marker& marker : markers) last = std::max(last, file->Locate(marker.span.begin).line);
    }
    gutter_ = std::to_string(last).size() + 1;
    return files;
  }

  void File(const SourceFile& file, const std::vector<Marker>& markers) {
    const Position place = file.Locate(markers.front().span.begin);
    const std::string where =
        EscapeForTerminal(file.name()) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    out_ += std::string(gutter_, ' ') + Paint("-->", kBlue) + " " + where + "\n";
    Gutter("");
    out_ += "\n";
    std::map<std::uint32_t, std::vector<const Marker*>> lines;
    for (const Marker& marker : markers) lines[file.Locate(marker.span.begin).line].push_back(&marker);
    std::uint32_t previous = 0;
    for (const auto& [line, on_line] : lines) {
      if (previous != 0 && line > previous + 1) out_ += Paint("...", kBlue) + "\n";
      Line(file, line, on_line);
      previous = line;
    }
  }

  void Line(const SourceFile& file, std::uint32_t line, std::vector<const Marker*> markers) {
    const std::uint32_t start = file.LineStart(line);
    const std::string_view text = file.Line(line);
    // The primary one first, the others in their order.
    const auto primary = std::find_if(markers.begin(), markers.end(), [](const Marker* m) { return m->primary; });
    if (primary != markers.end()) std::rotate(markers.begin(), primary, primary + 1);
    const Span& focus = markers.front()->span;
    const DisplayLine shown(text, focus.begin - start, focus.end - start, options_.width);
    Gutter(std::to_string(line));
    out_ += (shown.text().empty() ? "" : " ") + shown.text() + "\n";
    for (const Marker* marker : markers) Underline(shown, *marker, start, text.size());
  }

  void Underline(const DisplayLine& shown, const Marker& marker, std::uint32_t start, std::size_t length) {
    const std::size_t begin = shown.ColumnOf(marker.span.begin - start);
    const std::size_t stop = std::min<std::size_t>(marker.span.end - start, length);
    const std::size_t end = std::max(shown.ColumnOf(stop), begin + 1);
    std::string line(end - begin, marker.primary ? '^' : '-');
    if (!marker.text.empty()) line += " " + EscapeForTerminal(marker.text);
    Gutter("");
    out_ += " " + std::string(begin, ' ') + Paint(line, marker.primary ? SeverityColour() : kBlue) + "\n";
  }

  void Gutter(const std::string& number) {
    out_ += Paint(std::string(gutter_ - number.size(), ' ') + number + " |", kBlue);
  }

  void Trailer(std::string_view kind, const std::string& text) {
    out_ += std::string(gutter_, ' ') + " " + Paint("=", kBlue) + " " + Paint(std::string(kind) + ":", kBold) + " " +
            text + "\n";
  }

  const Diagnostic& diagnostic_;
  const SourceManager& sources_;
  const TextOptions& options_;
  std::string out_;
  std::size_t gutter_ = 2;
};

// Diagnostics are alike if all that they say, places apart, is the same.
using Likeness = std::tuple<Id, Severity, std::string, std::string, std::vector<std::string>>;
Likeness LikenessOf(const Diagnostic& diagnostic) {
  return {diagnostic.id, diagnostic.severity, diagnostic.Message(), diagnostic.primary, diagnostic.helps};
}

// Of diagnostics that are alike, so many are shown with their source; and so many lines are listed of the others.
constexpr std::size_t kShownAlike = 3, kListedAlike = 20;

// `and 9 more like this: a.mps, lines 4, 7, 9; b.mps, line 3`
std::string MoreAlike(const std::vector<const Diagnostic*>& all, const SourceManager& sources) {
  const std::size_t more = all.size() - kShownAlike;
  std::string places;
  const SourceFile* last = nullptr;
  for (std::size_t i = kShownAlike; i < all.size() && i < kShownAlike + kListedAlike; ++i) {
    const SourceFile* file = sources.Find(all[i]->span.file);
    if (file == nullptr) continue;
    const std::string line = std::to_string(file->Locate(all[i]->span.begin).line);
    if (file == last) {
      places += ", " + line;
    } else {
      places += (places.empty() ? "" : "; ") + EscapeForTerminal(file->name()) + " line " + line;
    }
    last = file;
  }
  if (places.empty()) return "and " + std::to_string(more) + " more like this\n";
  return "and " + std::to_string(more) + " more like this: " + places +
         (more > kListedAlike ? " and further down" : "") + "\n";
}

}  // namespace

std::string EscapeForTerminal(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\t' || text[at] == '\n') {
      out += ' ';
      ++at;
      continue;
    }
    const Shown shown = ShowAt(text, at);
    out += shown.text;
    at += shown.bytes;
  }
  return out;
}

std::string RenderText(const Diagnostic& diagnostic, const SourceManager& sources, const TextOptions& options) {
  return TextRenderer(diagnostic, sources, options).Render();
}

std::string Summary(const std::vector<Diagnostic>& diagnostics) {
  const auto count = [&](Severity severity) {
    return std::count_if(diagnostics.begin(), diagnostics.end(),
                         [&](const Diagnostic& d) { return d.severity == severity; });
  };
  const std::int64_t errors = count(Severity::kError), warnings = count(Severity::kWarning);
  if (errors == 0 && warnings == 0) return {};
  if (errors == 0) return Counted(warnings, "warning");
  return Counted(errors, "error") + (warnings == 0 ? "" : ", " + Counted(warnings, "warning"));
}

std::string RenderText(const std::vector<Diagnostic>& diagnostics, const SourceManager& sources,
                       const TextOptions& options) {
  std::map<Likeness, std::vector<const Diagnostic*>> alike;
  for (const Diagnostic& diagnostic : diagnostics) alike[LikenessOf(diagnostic)].push_back(&diagnostic);
  std::map<Likeness, std::size_t> shown;
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    const Likeness likeness = LikenessOf(diagnostic);
    const auto& all = alike[likeness];
    const std::size_t nth = ++shown[likeness];
    // One that is left over takes no more room with its source than without.
    if (nth > kShownAlike && all.size() > kShownAlike + 1) continue;
    out += RenderText(diagnostic, sources, options) + "\n";
    if (nth == kShownAlike && all.size() > kShownAlike + 1) out += MoreAlike(all, sources) + "\n";
  }
  const std::string summary = Summary(diagnostics);
  return summary.empty() ? out : out + summary + "\n";
}

}  // namespace mps::diag
