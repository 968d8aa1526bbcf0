// Speaking and failing, the same for every subcommand.
#include "command.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/edit_distance.h"
#include "base/hex.h"
#include "base/time.h"
#include "terminal.h"

namespace mps::cli {

int Fail(const Status& status) {
  std::string text = status.message();
  if (status.code() != Code::kUsage && status.code() != Code::kIo) {
    text += " (" + std::string(CodeName(status.code()));
    if (!status.feature().empty()) text += ":" + status.feature();
    if (status.offset()) text += ", byte " + std::to_string(*status.offset());
    text += ")";
  }
  return Fail(ExitFor(status), text);
}

int Fail(Exit exit, std::string_view message) {
  Note("mps: " + Printable(message));
  return exit;
}

void Say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void Note(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

void AddFormat(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "human or json")
      ->check(OneOf({"human", "json"}))
      ->default_val("human")
      ->type_name("FORMAT");
}

CLI::Validator OneOf(std::vector<std::string> words) {
  return CLI::Validator(
      [words = std::move(words)](const std::string& given) {
        if (std::find(words.begin(), words.end(), given) != words.end()) return std::string();
        std::string text = "`" + given + "` is none of";
        for (const auto& word : words) text += (word == words.front() ? " " : ", ") + word;
        const auto nearest = Nearest(given, std::span<const std::string>(words));
        return text + (nearest ? "; did you mean `" + std::string(*nearest) + "`?" : "");
      },
      "");
}

Result<std::int64_t> ParseNow(const std::string& text) {
  if (text.empty()) {
    return std::int64_t{
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
  }
  return ParseInstant("--now", text);
}

Result<std::int64_t> ParseInstant(std::string_view option, const std::string& text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos && text.size() <= 12)
    return std::int64_t{std::stoll(text)};
  auto time = ParseTime(text);
  if (time.ok()) return *time;
  return Status(Code::kUsage, std::string(option) + ": `" + text +
                                  "` is neither a time such as 2026-11-21T12:00:00Z nor seconds since 1970");
}

Result<Bytes> ParseHex(std::string_view what, const std::string& text, std::size_t least, std::size_t most) {
  auto bytes = HexDecode(text);
  const std::string name(what);
  if (!bytes.ok()) return Status(Code::kUsage, name + ": expected hexadecimal digits, two for a byte");
  if (bytes->size() < least || bytes->size() > most) {
    const std::string range =
        least == most ? std::to_string(least) : std::to_string(least) + " to " + std::to_string(most);
    return Status(Code::kUsage, name + ": expected " + range + " bytes, two hexadecimal digits each; got " +
                                    std::to_string(bytes->size()));
  }
  return std::move(bytes).value();
}

}  // namespace mps::cli
