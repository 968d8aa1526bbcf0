// The form of the document: members, encodings, determinism, errors.
#include <catch2/catch.hpp>

#include "base/cbor_reader.h"
#include "collect/document.h"
#include "collect/evidence_node.h"
#include "tree_fixture.h"

using namespace mps;
using namespace mps::collect;

TEST_CASE("the document has its members and no host name") {
  TreeFixture tree;
  tree.Write("/etc/hostname", "secret-host-name\n");
  CollectRequest request;
  request.root = tree.root();
  request.now = 1700000000;
  request.nonce = {1, 2, 3};
  request.environment = "box";
  auto bytes = Collect(request);
  REQUIRE(bytes.ok());
  auto document = nlohmann::json::parse(AsText(*bytes));
  CHECK(document["mps_evidence"] == 1);
  CHECK(document["collected_at"] == 1700000000);
  CHECK(document["nonce"] == "AQID");
  CHECK(document["environments"].size() == 1);
  auto& box = document["environments"]["box"];
  CHECK(box["schema"] == "linux.host@1");
  CHECK(box["collector"]["name"] == "mps");
  for (const char* member : {"claims", "state", "source"}) CHECK(box[member].is_object());
  CHECK_FALSE(Contains(AsText(*bytes), "secret-host-name"));
}

TEST_CASE("the same tree gives the same octets, and other times only another collected_at") {
  TreeFixture tree;
  tree.Write("/etc/ssh/sshd_config", "Port 22\n").Write("/usr/sbin/sshd", "").Directory("/b").Directory("/a", 0777);
  CollectRequest request;
  request.root = tree.root();
  std::string first(AsText(*Collect(request)));
  CHECK(first == std::string(AsText(*Collect(request))));
  request.now = 1;
  std::string other(AsText(*Collect(request)));
  std::size_t at = other.find("\"collected_at\":1");
  REQUIRE(at != std::string::npos);
  CHECK(other.replace(at, 16, "\"collected_at\":0") == first);
}

TEST_CASE("CBOR is deterministic and says what JSON says") {
  TreeFixture tree;
  tree.Write("/etc/motd", "hello\n");
  CollectRequest request;
  request.root = tree.root();
  request.nonce = {0xff, 0};
  request.encoding = EvidenceEncoding::kCbor;
  Bytes encoded = *Collect(request);
  CHECK(cbor::Validate(encoded, cbor::Options::Strict(64)).ok());
  cbor::Options form;
  form.form = cbor::Form::kDeterministic;
  CHECK(cbor::Validate(encoded, form).ok());
  request.encoding = EvidenceEncoding::kJson;
  auto json = nlohmann::json::parse(AsText(*Collect(request)));
  auto from_cbor = nlohmann::json::from_cbor(encoded);
  CHECK(from_cbor["nonce"].is_binary());
  CHECK(json["environments"] == from_cbor["environments"]);
}

TEST_CASE("nodes: integers beyond 2^53-1, control characters, octets that are not UTF-8") {
  EvidenceNode node;
  node["big"] = EvidenceNode::Int(9007199254740992);
  node["edge"] = EvidenceNode::Int(9007199254740991);
  node["low"] = EvidenceNode::Int(INT64_MIN);
  node["text"] = EvidenceNode::Text("a\x01\xff\"\\b");
  node["path"] = EvidenceNode::Path("/a%b\xff/\xc3\xa9");
  auto json = nlohmann::json::parse(node.ToJson());
  CHECK(json["big"] == "9007199254740992");
  CHECK(json["edge"] == 9007199254740991);
  CHECK(json["low"] == "-9223372036854775808");
  CHECK(json["text"] == "a\x01\xEF\xBF\xBD\"\\b");
  CHECK(json["path"] == "/a%25b%FF/\xc3\xa9");
  auto back = nlohmann::json::from_cbor(node.ToCbor());
  CHECK(back["low"].get<std::int64_t>() == INT64_MIN);
}

TEST_CASE("paths of keys escape quotes and backslashes") {
  CHECK(KeyPath("files", "/a\"b\\c") == "files[\"/a\\\"b\\\\c\"]");
  CHECK(ItemPath("accounts", 3) == "accounts[3]");
}

TEST_CASE("requests that cannot be met") {
  CollectRequest request;
  request.root = "/nonexistent/root";
  CHECK(Collect(request).status().code() == Code::kIo);
  TreeFixture tree;
  request.root = tree.root();
  request.environment = "";
  CHECK(Collect(request).status().code() == Code::kUsage);
  auto host = tree.Collect({"firewall", "files=relative/path", "units=no-suffix", "systemd_conf=../passwd",
                            "pam=../passwd", "sysctl=net/../../etc/shadow", "sysctl=a...b"});
  CHECK(StateOf(host, "firewall") == "unknown: this collector has no probe for it");
  CHECK(StateOf(host, "files[\"relative/path\"]") == "unknown: not an absolute path");
  CHECK(StateOf(host, "units[\"no-suffix\"]") == "unknown: not the full name of a unit");
  CHECK(Contains(StateOf(host, "systemd_conf[\"../passwd\"]"), "unknown: "));
  CHECK(Contains(StateOf(host, "pam[\"../passwd\"]"), "unknown: "));
  CHECK(Contains(StateOf(host, "sysctl[\"net/../../etc/shadow\"]"), "unknown: "));
  CHECK(Contains(StateOf(host, "sysctl[\"a...b\"]"), "unknown: "));
}

TEST_CASE("offline, what needs a kernel or manager is unknown and never absent") {
  TreeFixture tree;
  CollectRequest request;
  request.root = tree.root();
  auto host = nlohmann::json::parse(AsText(*Collect(request)))["environments"]["host"];
  for (const char* path : {"mounts", "sockets", "cmdline", "apparmor", "sysctl[*].live", "sysctl[*].live_text",
                           "units[*].active", "modules[*].loaded", "os.kernel", "os.uefi"})
    CHECK(StateOf(host, path) == "unknown: no running system");
}
