// The record `settings` of the schema, and the flat files that fill it.
#pragma once

#include <string>
#include <string_view>

#include "collect/context.h"
#include "collect/text_lines.h"

namespace mps::collect {

// Puts one value in force: `text[key]`, `int[key]` where it is a number, and its place. A later value replaces it.
void PutSetting(Context& ctx, EvidenceNode& settings, const std::string& at, std::string_view key,
                std::string_view value, std::string_view file, std::int64_t line);

// An empty record `settings`.
EvidenceNode NoSettings();

// What a grammar makes of one line: a key and its value, or nothing.
using SettingGrammar = bool (*)(std::string_view line, std::string& key, std::string& value);
// Everything after `#` is a comment; `key = value`, `key value` or a bare word, which has the value "".
bool HashCommentSetting(std::string_view line, std::string& key, std::string& value);

// Reads `path` into the record at claim `at`. Absent: nothing is put. Returns why it could not be read, or "".
std::string ReadSettings(Context& ctx, const std::string& path, SettingGrammar grammar, EvidenceNode& settings,
                         const std::string& at);

// The whole claim from files in order, later ones winning. A file that cannot be read makes the claim unknown.
void ProbeSettings(Context& ctx, const std::string& claim, const std::vector<std::string>& paths,
                   SettingGrammar grammar, const std::string& trouble = "");

}  // namespace mps::collect
