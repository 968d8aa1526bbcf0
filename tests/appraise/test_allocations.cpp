// After a few documents, decoding and judging one more takes no memory from the heap.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "appraise/stages.h"
#include "one_file.h"

namespace {

bool counting = false;
std::size_t allocations = 0;

void* Allocate(std::size_t size, std::size_t align) {
  allocations += counting;
  void* at = align <= alignof(std::max_align_t) ? std::malloc(size)
                                                : std::aligned_alloc(align, (size + align - 1) / align * align);
  if (at == nullptr) throw std::bad_alloc();
  return at;
}

}  // namespace

void* operator new(std::size_t size) { return Allocate(size, 1); }
void* operator new[](std::size_t size) { return Allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t align) { return Allocate(size, static_cast<std::size_t>(align)); }
void* operator new[](std::size_t size, std::align_val_t align) {
  return Allocate(size, static_cast<std::size_t>(align));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  allocations += counting;
  return std::malloc(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  allocations += counting;
  return std::malloc(size);
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete[](void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete[](void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, std::align_val_t) noexcept { std::free(at); }
void operator delete[](void* at, std::align_val_t) noexcept { std::free(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { std::free(at); }
void operator delete[](void* at, std::size_t, std::align_val_t) noexcept { std::free(at); }
void operator delete(void* at, const std::nothrow_t&) noexcept { std::free(at); }
void operator delete[](void* at, const std::nothrow_t&) noexcept { std::free(at); }

namespace mps {
namespace {

using nlohmann::json;

constexpr const char* kDefinition = R"mps(mps "Counted" version 1.0.0 language 1
record package { name : text  version : version dpkg }
record file { path : path  mode : mode  owner : text  labels : set of text }
record account { name : text  uid : int  shell? : text  keys : list of text }
schema box {
    name     : text
    up       : bool
    build    : int in 0..100000
    settings : map of text to scalar
    packages : list of package
    files    : map of path to file
    accounts : list of account
    digest   : digest
}
environment e : box %s
level L1
set allowed of text = { "/bin/sh", "/bin/bash", "/usr/sbin/nologin" }
rule "1"  up        { title "t" level L1 require e.up }
rule "2"  named     { title "t" level L1 require e.settings["a"] == 1 or e.settings["b"] in { "x", "y", "z" } }
rule "3"  forbidden { title "t" level L1 require no p in e.packages : p.name in { "telnet", "rsh", "nis" } }
rule "4"  fresh     { title "t" level L1 require all p in e.packages where p.name == "bash" : p.version >= dpkg'5.1' }
rule "5"  modes     { title "t" level L1 require all p, f in e.files : f.mode within 0755 }
rule "6"  shadow    { title "t" level L1 require e.files["/etc/shadow"].mode within 0640 and e.files["/etc/shadow"].owner == "root" }
rule "7"  shells    { title "t" level L1 require all a in e.accounts : (a.shell else "/bin/sh") in allowed }
rule "8"  zero      { title "t" level L1 require count(a in e.accounts where a.uid == 0) == 1 }
rule "9"  unique    { title "t" level L1 require distinct a in e.accounts : a.uid }
rule "10" keys      { title "t" level L1 require all a in e.accounts : all k in a.keys : k starts with "ssh-" }
rule "11" labels    { title "t" level L1 require all p, f in e.files : "secret" not in f.labels }
rule "12" words     { title "t" level L1 require e.name matches re'[a-z]{3}[0-9]+' }
rule "13" range     { title "t" level L1 require e.build in 10..90000 }
)mps";

Stages Ready(const std::string& source) {
  test::OneFile file(source);
  const auto compiled = compiler::Compile("counted.mps", file);
  INFO(compiled.RenderText(false));
  REQUIRE(compiled.ok());
  auto stages = Stages::Create(compiled.program(), "L1");
  REQUIRE(stages.ok());
  return std::move(stages).value();
}

// `largest`: as large as any that is made.
json Made(std::mt19937_64& random, bool largest) {
  const auto pick = [&](std::uint64_t n) { return random() % n; };
  const auto upto = [&](std::uint64_t n) { return largest ? n : pick(n); };
  json claims = {{"name", "box" + std::to_string(pick(1000000))},
                 {"up", pick(2) == 0},
                 {"build", pick(100000)},
                 {"settings", {{"a", pick(3)}, {"b", pick(2) == 0 ? json("x") : json(false)}}},
                 {"packages", json::array()},
                 {"files", json::object()},
                 {"accounts", json::array()},
                 {"digest", "sha256:" + std::string(64, static_cast<char>('0' + pick(10)))}};
  for (std::uint64_t i = 0, n = 40 + upto(20); i < n; ++i)
    claims["packages"].push_back(
        {{"name", "package-" + std::to_string(pick(100000))},
         {"version", std::to_string(pick(9)) + "." + std::to_string(pick(99)) + "-1ubuntu" + std::to_string(pick(9))}});
  claims["packages"].push_back({{"name", "bash"}, {"version", "5.2-" + std::to_string(pick(9))}});
  for (std::uint64_t i = 0, n = 20 + upto(10); i < n; ++i)
    claims["files"]["/srv/data/" + std::to_string(pick(1000000))] = {
        {"mode", pick(0777)},
        {"owner", pick(2) == 0 ? "root" : "www-data"},
        {"labels", {"l" + std::to_string(pick(9)), "public"}}};
  claims["files"]["/etc/shadow"] = {{"mode", 416}, {"owner", "root"}, {"labels", json::array()}};
  for (std::uint64_t i = 0, n = 10 + upto(10); i < n; ++i) {
    json account = {{"name", "user" + std::to_string(pick(1000))},
                    {"uid", i},
                    {"keys", {"ssh-ed25519 AAAA" + std::to_string(pick(1000000))}}};
    if (pick(3) != 0) account["shell"] = pick(2) == 0 ? "/bin/bash" : "/usr/bin/zsh" + std::to_string(pick(100));
    claims["accounts"].push_back(account);
  }
  return claims;
}

Bytes Encoded(const json& document, bool cbor) {
  if (!cbor) return ToBytes(AsBytes(document.dump()));
  const std::vector<std::uint8_t> bytes = json::to_cbor(document);
  return Bytes(bytes.begin(), bytes.end());
}

// What a thousand unlike documents take, after a hundred others.
std::size_t Taken(Stages& stages, bool cbor, bool wrapped) {
  std::mt19937_64 random(wrapped ? 3 : 4);
  std::vector<Bytes> documents;
  for (int i = 0; i < 1100; ++i) {
    json document = Made(random, i < 5);
    if (wrapped)
      document = {{"mps_evidence", 1},
                  {"collected_at", 1790000000 + i},
                  {"environments",
                   {{"e",
                     {{"schema", "box@1"},
                      {"collector", {{"name", "mps collect"}, {"version", "1.0.0"}}},
                      {"claims", document},
                      {"state", {{"", "complete"}, {"files", {{"incomplete", "the walk was cut"}}}}}}}}}};
    documents.push_back(Encoded(document, cbor));
  }
  std::size_t passes = 0, fails = 0;
  allocations = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    counting = i >= 100;
    const Status decoded = stages.Decode(documents[i]);
    const Status judged = decoded.ok() ? stages.Judge(1790000000) : decoded;
    counting = false;
    INFO(judged.ToString());
    REQUIRE(judged.ok());
    for (const RuleResult& rule : stages.results()) {
      passes += rule.verdict == Verdict::kPass;
      fails += rule.verdict == Verdict::kFail;
    }
  }
  CHECK(passes > 3000);
  CHECK(fails > 3000);
  return allocations;
}

std::string Source(const std::string& complete) {
  std::string source = kDefinition;
  return source.replace(source.find("%s"), 2, complete);
}

TEST_CASE("nothing is allocated for a document once some were seen", "[appraise][allocations]") {
  Stages bare = Ready(Source("complete")), wrapped = Ready(Source(""));
  for (const bool cbor : {false, true}) {
    INFO((cbor ? "CBOR" : "JSON"));
    CHECK(Taken(bare, cbor, false) == 0);
    CHECK(Taken(wrapped, cbor, true) == 0);
  }
}

}  // namespace
}  // namespace mps
