// Keys in files: URIs, modes, no overwriting, limits.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/cbor_value.h"
#include "base/json_value.h"
#include "crypto/key_uri.h"
#include "crypto/pin.h"
#include "fixtures.h"
#include "mps/limits.h"
#include "sample_keys.h"

using namespace mps;
using namespace mps::crypto;

namespace {

// A folder of its own that goes away.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "mps-key-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::size_t count() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
  }

 private:
  std::string path_;
};

void Write(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

unsigned ModeOf(const std::string& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 07777;
}

}  // namespace

TEST_CASE("key URIs") {
  CHECK(KeyPath("key.pem").value() == "key.pem");
  CHECK(KeyPath("/a/b c%20").value() == "/a/b c%20");
  CHECK(KeyPath("file:key.pem").value() == "key.pem");
  CHECK(KeyPath("FILE:/a/b%20c").value() == "/a/b c");
  CHECK(KeyPath("file:///a/b").value() == "/a/b");
  CHECK(KeyPath("file://localhost/a").value() == "/a");
  CHECK(KeyPath("./pkcs11:x").value() == "./pkcs11:x");
  CHECK(KeyPath("c:key").value() == "c:key");
  CHECK(KeyPath("pkcs11:token=x;object=y").status().feature() == "pkcs11");
  CHECK(KeyPath("handle:0x81010001").status().feature() == "handle");
  CHECK(KeyPath("https://example.com/key").status().feature() == "https");
  for (std::string_view bad :
       {"", "file:", "file://", "file://host/a", "file:%", "file:%4", "file:a%00b", "file:%zz"}) {
    INFO(bad);
    CHECK(KeyPath(bad).status().code() == Code::kUsage);
  }
  CHECK(KeyPath(std::string_view("a\0b", 3)).status().code() == Code::kUsage);
}

TEST_CASE("handles of a TPM") {
  CHECK(ParseTpmHandle("handle:0x81000001").value().handle == 0x81000001);
  CHECK(ParseTpmHandle("HANDLE:0X81ffFFff").value().handle == 0x81FFFFFF);
  CHECK_FALSE(ParseTpmHandle("handle:81000001").value().pin_source.has_value());
  CHECK(ParseTpmHandle("handle:0x81000001?pin-source=file:%2Fa%20b").value().pin_source == "file:/a b");
  for (std::string_view bad :
       {"handle:", "handle:0x", "handle:0x80FFFFFF", "handle:0x82000000", "handle:0x8100001", "handle:0x081000001",
        "handle:0x8100000g", "handle:-1000001", "handle:0x81000001?", "handle:0x81000001?pass", "file:x",
        "handle:0x81000001?pin-source=%zz", "handle:0x81000001?pin-value=1"}) {
    INFO(bad);
    CHECK(ParseTpmHandle(bad).status().code() == Code::kUsage);
  }
}

TEST_CASE("a PIN comes from a file or from the environment, and is not repeated") {
  const Folder folder;
  unsetenv("MPS_PIN");
  CHECK_FALSE(Pin::From({}).value().given());
  setenv("MPS_PIN", "1234", 1);
  CHECK(Pin::From({}).value().text() == "1234");
  Write(folder / "pin", "56 78\n");
  CHECK(Pin::From("file:" + (folder / "pin")).value().text() == "56 78");  // the URI comes first
  CHECK(Pin::From(folder / "pin").value().given());
  Pin moved = Pin::From({}).value();
  const Pin other = std::move(moved);
  CHECK(other.text() == "1234");
  setenv("MPS_PIN", "", 1);
  CHECK(Pin::From({}).status().code() == Code::kUsage);
  unsetenv("MPS_PIN");
  Write(folder / "empty", "\n");
  Write(folder / "zero", std::string_view("12\0"
                                          "34",
                                          5));
  Write(folder / "long", std::string(limit::kPinBytes + 1, '7'));
  CHECK(Pin::From(folder / "empty").status().code() == Code::kUsage);
  CHECK(Pin::From(folder / "zero").status().code() == Code::kUsage);
  CHECK(Pin::From(folder / "zero").status().message().find("12") == std::string::npos);
  CHECK(Pin::From(folder / "long").status().code() == Code::kLimit);
  CHECK(Pin::From(folder / "none").status().code() == Code::kIo);
  CHECK(Pin::From("|cat").status().feature() == "pin-command");
  CHECK(Pin::From("relative").status().code() == Code::kUsage);
  CHECK(Pin::From("pkcs11:x").status().code() == Code::kUsage);
}

TEST_CASE("keys that are in no file are refused for what they are") {
  CHECK(LoadSigner("handle:0x80000000").status().code() == Code::kUsage);
  CHECK(LoadSigner("pkcs11:x").status().code() == Code::kUsage);
  const Status pin = LoadSigner("pkcs11:token=x?pin-value=hunter2").status();
  CHECK(pin.code() == Code::kUsage);
  CHECK(pin.message().find("hunter2") == std::string::npos);
  CHECK(LoadSigner("pkcs11:token=x?module-path=/nowhere.so").status().feature() == "pkcs11-module");
  CHECK(LoadPublicKey("pkcs11:token=x?module-path=/nowhere.so").status().feature() == "pkcs11-module");
  CHECK(LoadPrivateKey("handle:0x81000001").status().feature() == "handle");
  CHECK(SavePublicKey(SampleKey(KeyKind::kP256).public_key(), "pkcs11:x").feature() == "pkcs11");
}

TEST_CASE("keys are saved with their modes, whatever the umask, and loaded again") {
  const Folder folder;
  for (mode_t mask : {mode_t{0}, mode_t{077}, mode_t{0777}}) {
    const std::string path = folder / ("key" + std::to_string(mask));
    const mode_t before = ::umask(mask);
    const Status saved = SavePrivateKey(SampleKey(KeyKind::kP256), path);
    ::umask(before);
    REQUIRE(saved.ok());
    CHECK(ModeOf(path) == 0600);
    CHECK(LoadPrivateKey("file:" + path).value().public_key() == SampleKey(KeyKind::kP256).public_key());
    CHECK(LoadSigner(path).value()->alg() == SignAlg::kEs256);
  }
  REQUIRE(SavePublicKey(SampleKey(KeyKind::kP256).public_key(), folder / "pub").ok());
  CHECK(LoadPublicKey(folder / "pub").value() == SampleKey(KeyKind::kP256).public_key());
  CHECK(folder.count() == 4);
}

TEST_CASE("a file that exists is not overwritten without being told to") {
  const Folder folder;
  const std::string path = folder / "key";
  Write(path, "precious");
  const Status refused = SavePrivateKey(SampleKey(KeyKind::kP256), path);
  CHECK(refused.code() == Code::kIo);
  CHECK(refused.message().find("not overwritten") != std::string::npos);
  CHECK(std::filesystem::file_size(path) == 8);
  CHECK(folder.count() == 1);  // no half-written file is left
  REQUIRE(SavePrivateKey(SampleKey(KeyKind::kP256), path, Overwrite::kYes).ok());
  CHECK(ModeOf(path) == 0600);
  CHECK(LoadPrivateKey(path).ok());
  // A link is replaced, not written through.
  Write(folder / "target", "precious");
  REQUIRE(::symlink((folder / "target").c_str(), (folder / "link").c_str()) == 0);
  CHECK_FALSE(SavePrivateKey(SampleKey(KeyKind::kP256), folder / "link").ok());
  REQUIRE(SavePrivateKey(SampleKey(KeyKind::kP256), folder / "link", Overwrite::kYes).ok());
  CHECK(std::filesystem::file_size(folder / "target") == 8);
  CHECK(SavePrivateKey(SampleKey(KeyKind::kP256), folder / "no/such/folder").code() == Code::kIo);
}

TEST_CASE("public keys are told by their first characters") {
  const Folder folder;
  const PublicKey& key = SampleKey(KeyKind::kEd25519).public_key();
  Write(folder / "pem", key.ToPem());
  Write(folder / "jwk", json::Print(PublicKeyToJwk(key).value()));
  Write(folder / "cose", AsText(cbor::Encode(PublicKeyToCoseKey(key).value()).value()));
  Write(folder / "cert", fixture::kCertificate);
  for (const char* name : {"pem", "jwk", "cose"}) CHECK(LoadPublicKey(folder / name).value() == key);
  CHECK(LoadPublicKey(folder / "cert").value() == PublicKeyFromPem(fixture::kSec1Public).value());
}

TEST_CASE("key files that are refused") {
  const Folder folder;
  Write(folder / "empty", "");
  Write(folder / "text", "hello");
  Write(folder / "big", std::string(limit::kKeyBytes + 1, 'x'));
  Write(folder / "private", SampleKey(KeyKind::kP256).ToPem().value());
  CHECK(LoadPublicKey(folder / "missing").status().code() == Code::kIo);
  CHECK(LoadPublicKey(folder / "empty").status().code() == Code::kMalformed);
  CHECK(LoadPublicKey(folder / "text").status().code() == Code::kMalformed);
  CHECK(LoadPublicKey(folder / "big").status().code() == Code::kLimit);
  CHECK(LoadPublicKey("/dev/zero").status().code() == Code::kLimit);
  CHECK(LoadPublicKey(folder / ".").status().code() == Code::kIo);
  CHECK(LoadPublicKey(folder / "private").status().code() == Code::kUsage);
  CHECK(LoadPrivateKey(folder / "text").status().code() == Code::kMalformed);
  CHECK(LoadPublicKey(folder / "text").status().message().find("text") != std::string::npos);
  CHECK(LoadSigner(folder / "private", SignAlg::kEs384).status().code() == Code::kSignature);
}
