// Addresses against the C library, printing by RFC 5952, networks.
#include <arpa/inet.h>

#include <catch2/catch.hpp>
#include <random>

#include "base/ip.h"

using namespace mps;

namespace {

// What inet_pton makes of a text, as our type.
std::optional<Ip> ByLibrary(const std::string& text) {
  Ip ip;
  if (inet_pton(AF_INET, text.c_str(), ip.octets.data()) == 1) return ip;
  ip.length = 16;
  if (inet_pton(AF_INET6, text.c_str(), ip.octets.data()) == 1) return ip;
  return std::nullopt;
}

bool Agrees(const std::string& text) {
  Result<Ip> ours = ParseIp(text);
  const std::optional<Ip> theirs = ByLibrary(text);
  return ours.ok() == theirs.has_value() && (!ours.ok() || ours.value() == *theirs);
}

}  // namespace

TEST_CASE("addresses agree with inet_pton") {
  for (const char* text : {"0.0.0.0",
                           "255.255.255.255",
                           "1.2.3.4",
                           "01.2.3.4",
                           "1.2.3",
                           "1.2.3.4.5",
                           "256.1.1.1",
                           "1.2.3.",
                           ".1.2.3",
                           "1..2.3",
                           "",
                           "1.2.3.4 ",
                           " 1.2.3.4",
                           "0x1.2.3.4",
                           "1.2.3.1000",
                           "::",
                           "::1",
                           "1::",
                           "1::2::3",
                           ":1",
                           "1:",
                           "1:2:3:4:5:6:7:8",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7::",
                           "::2:3:4:5:6:7:8",
                           "12345::",
                           "g::",
                           "::ffff:1.2.3.4",
                           "::1.2.3.4",
                           "1:2:3:4:5:6:1.2.3.4",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "::1.2.3",
                           "::1.2.3.04",
                           "::ffff:256.1.1.1",
                           "1.2.3.4::",
                           "fe80::1%eth0",
                           "[::1]",
                           "::1/64",
                           ":::",
                           "::1:",
                           "ABCD:ef01::",
                           "1:::2"}) {
    INFO(text);
    CHECK(Agrees(text));
  }
  std::mt19937 random(3);
  const std::string_view letters = "0012569af:::.";
  std::size_t wrong = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string text;
    for (std::size_t n = random() % 16; n > 0; --n) text += letters[random() % letters.size()];
    wrong += !Agrees(text);
  }
  CHECK(wrong == 0);
}

TEST_CASE("printing follows RFC 5952 and reads back") {
  for (const char* text : {"2001:db8::1", "::", "::1", "1::", "2001:db8:0:1:1:1:1:1", "2001:0:0:1::1",
                           "1:0:2:3:4:5:6:7", "::ffff:102:304"}) {
    CHECK(FormatIp(ParseIp(text).value()) == text);
  }
  CHECK(FormatIp(ParseIp("2001:DB8:0:0:1:0:0:1").value()) == "2001:db8::1:0:0:1");
  CHECK(FormatIp(ParseIp("0:0:1:0:0:0:0:0").value()) == "0:0:1::");
  std::mt19937 random(5);
  for (int i = 0; i < 20000; ++i) {
    Ip ip;
    ip.length = (random() & 1) != 0 ? 16 : 4;
    for (int k = 0; k < ip.length; ++k) ip.octets[k] = (random() % 3 == 0) ? static_cast<std::uint8_t>(random()) : 0;
    REQUIRE(ParseIp(FormatIp(ip)).value() == ip);
    REQUIRE(IpFromBytes(ip.view()).value() == ip);
  }
  CHECK(IpFromBytes(Bytes(5)).status().code() == Code::kType);
}

TEST_CASE("networks") {
  const Cidr ten = ParseCidr("10.0.0.0/8").value();
  CHECK(Contains(ten, ParseIp("10.255.0.1").value()));
  CHECK_FALSE(Contains(ten, ParseIp("11.0.0.0").value()));
  CHECK_FALSE(Contains(ten, ParseIp("::ffff:10.0.0.1").value()));
  CHECK(Contains(ten, ParseCidr("10.1.0.0/16").value()));
  CHECK_FALSE(Contains(ParseCidr("10.1.0.0/16").value(), ten));
  CHECK(Contains(ParseCidr("0.0.0.0/0").value(), ten));
  CHECK(Contains(ParseCidr("2001:db8::/33").value(), ParseIp("2001:db8:7fff::").value()));
  CHECK_FALSE(Contains(ParseCidr("2001:db8::/33").value(), ParseIp("2001:db8:8000::").value()));
  CHECK(FormatCidr(ParseCidr("2001:DB8::/32").value()) == "2001:db8::/32");
  CHECK(ParseCidr("10.0.0.1/8").status().message().find("10.0.0.0/8") != std::string::npos);
  for (const char* bad : {"10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/8 ", "::/129",
                          "/8", "10.0.0.0/8/8", "10.0.0.0/0008", "1.0.0.0/0"}) {
    INFO(bad);
    CHECK_FALSE(ParseCidr(bad).ok());
  }
}
