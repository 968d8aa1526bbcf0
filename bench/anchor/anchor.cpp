// Binds and judges, and measures both: anchor MODE POLICY EVIDENCE SECONDS VERDICTS_OUT, the contract of
// bench/README.md. MODE is printed and POLICY left alone: the rules are compiled in.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include "document.h"

namespace anchor {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

#ifdef ANCHOR_STRICT
constexpr bool kStrict = true;
#else
constexpr bool kStrict = false;
#endif

[[noreturn]] void Refuse(const char* why) {
  std::fprintf(stderr, "anchor: %s\n", why);
  std::exit(1);
}

// Keys of one record: a bit for each known one, a list for those that are not.
class RecordKeys {
 public:
  void Known(unsigned bit) {
    if (kStrict && (seen_ & (1u << bit)) != 0) Refuse("a key twice");
    seen_ |= 1u << bit;
  }
  void Unknown(Text key) {
    if (!kStrict) return;
    for (std::size_t i = 0; i < count_; ++i) {
      if (others_[i] == key) Refuse("a key twice");
    }
    if (count_ == 16) Refuse("too many unknown keys for an anchor");
    others_[count_++] = key;
  }

 private:
  unsigned seen_ = 0;
  std::size_t count_ = 0;
  Text others_[16];
};

class Binder {
 public:
  Binder() {
    std::size_t size = 64;
    while (size < kSlotCount * 4) size *= 2;
    table_.resize(size);
    for (std::size_t i = 0; i < kSlotCount; ++i) {
      std::size_t at = Place(kSlots[i].group, kSlots[i].key);
      while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
      table_[at] = static_cast<std::uint32_t>(i + 1);
      if (std::find(groups_.begin(), groups_.end(), kSlots[i].group) == groups_.end())
        groups_.push_back(kSlots[i].group);
    }
  }

  void Bind(element root, Document& out) {
    out.slots.assign(kSlotCount, {});
    out.files.clear(), out.services.clear(), out.mount_count = 0;
    RecordKeys keys;
    for (const auto [key, value] : object(root)) {
      if (kStrict) keys.Unknown(key);
      if (value.is_object()) {
        Group(key, value, out);
      } else if (key == "files") {
        for (const auto file : array(value)) out.files.push_back(FileOf(file));
      } else if (key == "mounts") {
        for (const auto mount : array(value)) MountOf(mount, out);
      } else if (key == "services") {
        const array list(value);
        out.service_names.Clear(list.size());
        for (const auto service : list) {
          out.services.push_back(ServiceOf(service));
          out.service_names.Add(out.services.back().name);
        }
      } else if (key == "packages") {
        const array list(value);
        out.package_names.Clear(list.size());
        for (const auto package : list) out.package_names.Add(PackageName(package));
      }
    }
  }

 private:
  std::size_t Place(Text group, Text key) const {
    return Mix(HashOf(key), static_cast<unsigned char>(group[0]) * 256u + group.size()) & (table_.size() - 1);
  }

  void Group(Text group, object members, Document& out) {
    const bool wanted = std::find(groups_.begin(), groups_.end(), group) != groups_.end();
    if (!wanted && !kStrict) return;
    if (kStrict) keys_.Clear(members.size());
    for (const auto [key, value] : members) {
      if (kStrict && !keys_.Add(key)) Refuse("a key twice");
      if (!wanted) continue;
      for (std::size_t at = Place(group, key); table_[at] != 0; at = (at + 1) & (table_.size() - 1)) {
        const SlotName& name = kSlots[table_[at] - 1];
        if (name.key != key || name.group != group) continue;
        out.slots[table_[at] - 1] = ScalarOf(value);
        break;
      }
    }
  }

  static Scalar ScalarOf(element value) {
    switch (value.type()) {
      case simdjson::dom::element_type::INT64:
        return {Scalar::kInt, std::int64_t(value), {}};
      case simdjson::dom::element_type::STRING:
        return {Scalar::kText, 0, Text(value)};
      case simdjson::dom::element_type::BOOL:
        return {Scalar::kBool, bool(value) ? 1 : 0, {}};
      default:
        return {};
    }
  }

  static File FileOf(object members) {
    File file;
    RecordKeys keys;
    for (const auto [key, value] : members) {
      if (key == "path") {
        keys.Known(0), file.path = Text(value);
      } else if (key == "mode") {
        keys.Known(1), file.mode = std::int64_t(value);
      } else if (key == "uid") {
        keys.Known(2), file.uid = std::int64_t(value);
      } else {
        keys.Unknown(key);
      }
    }
    return file;
  }

  static void MountOf(object members, Document& out) {
    if (out.mount_count == out.mounts.size()) out.mounts.emplace_back();
    Mount& mount = out.mounts[out.mount_count++];
    mount.fs = {}, mount.options.clear();
    RecordKeys keys;
    for (const auto [key, value] : members) {
      if (key == "fs") {
        keys.Known(0), mount.fs = Text(value);
      } else if (key == "opts") {
        keys.Known(1);
        for (const auto option : array(value)) mount.options.push_back(Text(option));
      } else {
        keys.Unknown(key);
      }
    }
  }

  static Service ServiceOf(object members) {
    Service service;
    RecordKeys keys;
    for (const auto [key, value] : members) {
      if (key == "name") {
        keys.Known(0), service.name = Text(value);
      } else if (key == "state") {
        keys.Known(1), service.state = Text(value);
      } else {
        keys.Unknown(key);
      }
    }
    return service;
  }

  static Text PackageName(object members) {
    Text name;
    RecordKeys keys;
    for (const auto [key, value] : members) {
      if (key == "name") {
        keys.Known(0), name = Text(value);
        if (!kStrict) break;
      } else {
        keys.Unknown(key);
      }
    }
    return name;
  }

  std::vector<std::uint32_t> table_;  // slot and 1 by hash of group and key
  std::vector<Text> groups_;
  NameSet keys_;
};

double Median(double seconds, const std::function<void()>& run) {
  using Clock = std::chrono::steady_clock;
  const auto since = [](Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); };
  run();
  std::vector<double> micros;
  for (const auto begin = Clock::now(); micros.size() < 5 || since(begin) < seconds;) {
    const auto start = Clock::now();
    run();
    micros.push_back(since(start) * 1e6);
  }
  std::nth_element(micros.begin(), micros.begin() + static_cast<std::ptrdiff_t>(micros.size() / 2), micros.end());
  return micros[micros.size() / 2];
}

int Run(char** argv) {
  simdjson::padded_string text;
  if (simdjson::padded_string::load(argv[3]).get(text) != simdjson::SUCCESS) Refuse("cannot read the evidence");
  const double seconds = std::atof(argv[4]);
  simdjson::dom::parser parser;
  Binder binder;
  Document document;
  std::vector<char> verdicts(kRuleCount);
  bool* out = reinterpret_cast<bool*>(verdicts.data());
  const auto bind = [&] {
    element root;
    if (parser.parse(text).get(root) != simdjson::SUCCESS) Refuse("not well-formed");
    binder.Bind(root, document);
  };
  bind();
  const double judge = Median(seconds, [&] { Judge(document, out); });
  const double parse = Median(std::min(seconds, 0.5), bind);
  const double both = Median(seconds, [&] { bind(), Judge(document, out); });
  std::ofstream file(argv[5]);
  for (std::size_t i = 0; i < kRuleCount; ++i)
    file << (i == 0 ? "{\"" : ",\"") << kRuleIds[i] << "\":" << (out[i] ? "true" : "false");
  file << (kRuleCount == 0 ? "{}" : "}");
  if (!file.flush()) Refuse("cannot write the verdicts");
  std::printf("{\"engine\":\"%s\",\"compile_us\":null,\"eval_us\":%.2f,\"parse_us\":%.2f,\"eval_parse_us\":%.2f}\n",
              argv[1], judge, parse, both);
  return 0;
}

}  // namespace
}  // namespace anchor

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: anchor MODE POLICY EVIDENCE SECONDS VERDICTS_OUT\n");
    return 2;
  }
  return anchor::Run(argv);
}
