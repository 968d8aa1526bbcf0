// Claim `sockets`: listening TCP and bound UDP sockets of the running kernel.
#include <algorithm>
#include <tuple>

#include "base/hex.h"
#include "base/ip.h"
#include "collect/context.h"
#include "collect/text_lines.h"

namespace mps::collect {
namespace {

struct SocketLine {
  std::string proto;
  Ip address;
  std::int64_t port = 0;
  std::string inode;
};

// The kernel prints each 32-bit word of an address as a number in host order, so its octets stand reversed on little-
// endian machines.
std::optional<Ip> ParseKernelAddress(std::string_view hex) {
  Result<Bytes> octets = HexDecode(hex);
  if (!octets.ok() || (octets->size() != 4 && octets->size() != 16)) return std::nullopt;
  Ip ip;
  ip.length = static_cast<std::uint8_t>(octets->size());
  constexpr bool kLittle = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  for (std::size_t i = 0; i < octets->size(); ++i) ip.octets[i] = (*octets)[kLittle ? (i / 4 * 4 + 3 - i % 4) : i];
  return ip;
}

std::optional<std::int64_t> ParseHex16(std::string_view hex) {
  std::int64_t value = 0;
  if (hex.empty() || hex.size() > 4) return std::nullopt;
  for (char c : hex) {
    if (HexDigitValue(c) < 0) return std::nullopt;
    value = value * 16 + HexDigitValue(c);
  }
  return value;
}

bool IsLoopback(const Ip& ip) {
  if (ip.length == 4) return ip.octets[0] == 127;
  static constexpr std::uint8_t kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kMapped, kMapped + 12, ip.octets.begin())) return ip.octets[12] == 127;
  Ip one;
  one.length = 16;
  one.octets[15] = 1;
  return ip == one;
}

// Documentation/networking/proc_net_tcp.rst: sl local_address rem_address st … inode. State 0A listens; UDP sockets
// that are not connected are in state 07.
void ReadTable(std::string_view content, std::string_view proto, std::vector<SocketLine>& out) {
  for (const Line& line : SplitLines(content)) {
    auto words = Words(line.text);
    if (words.size() < 10 || words[3] != (proto == "tcp" ? "0A" : "07")) continue;
    std::size_t colon = words[1].find(':');
    if (colon == std::string_view::npos) continue;
    auto address = ParseKernelAddress(words[1].substr(0, colon));
    auto port = ParseHex16(words[1].substr(colon + 1));
    if (address && port) out.push_back({std::string(proto), *address, *port, std::string(words[9])});
  }
}

// Which process holds each socket: the links in /proc/<pid>/fd. Others' are closed to an ordinary user.
std::map<std::string, std::string> SocketOwners(const Tree& tree, bool& complete) {
  std::map<std::string, std::string> owners;
  Seen<std::vector<std::string>> processes = tree.List("/proc");
  if (!processes.found()) return owners;
  for (const std::string& process : *processes) {
    if (!ParseInt(process)) continue;
    std::string base = "/proc/" + process;
    Seen<std::vector<std::string>> descriptors = tree.List(base + "/fd");
    if (!descriptors.reason().empty()) complete = false;
    if (!descriptors.found()) continue;
    for (const std::string& descriptor : *descriptors) {
      Seen<std::string> link = tree.ReadLink(base + "/fd/" + descriptor);
      if (!link.found() || !link->starts_with("socket:[")) continue;
      Seen<std::string> name = tree.Read(base + "/comm");
      if (name.found()) owners.emplace(link->substr(8, link->size() - 9), std::string(Trim(*name)));
    }
  }
  return owners;
}

}  // namespace

void ProbeSockets(Context& ctx, const Wanted&) {
  std::vector<SocketLine> lines;
  std::string trouble;
  for (const char* table : {"tcp", "tcp6", "udp", "udp6"}) {
    Seen<std::string> content = ctx.tree.Read(std::string("/proc/net/") + table);
    // A kernel without IPv6 has no such tables.
    bool needed = std::string_view(table).back() != '6';
    if (content.absent() && needed && trouble.empty()) trouble = "/proc is not mounted";
    if (!content.reason().empty() && trouble.empty()) trouble = content.reason();
    if (content.found()) ReadTable(*content, std::string_view(table).substr(0, 3), lines);
  }
  if (!trouble.empty()) return ctx.doc.Unknown("sockets", trouble);
  bool complete = true;
  std::map<std::string, std::string> owners;
  if (!lines.empty()) owners = SocketOwners(ctx.tree, complete);
  auto key = [](const SocketLine& s) { return std::make_tuple(s.proto, s.port, s.address.length, s.address.octets); };
  std::stable_sort(lines.begin(), lines.end(), [&](auto& a, auto& b) { return key(a) < key(b); });
  EvidenceNode::List sockets;
  for (const SocketLine& line : lines) {
    EvidenceNode socket;
    socket["proto"] = EvidenceNode::Text(line.proto);
    socket["address"] = EvidenceNode::Text(FormatIp(line.address));
    socket["port"] = EvidenceNode::Int(line.port);
    socket["loopback"] = EvidenceNode::Bool(IsLoopback(line.address));
    auto owner = owners.find(line.inode);
    if (owner != owners.end()) {
      socket["process"] = EvidenceNode::Text(owner->second);
      if (!complete) ctx.doc.Complete(ItemPath("sockets", sockets.size()) + ".process");
    }
    sockets.push_back(std::move(socket));
  }
  ctx.doc["sockets"] = EvidenceNode::Of(std::move(sockets));
  ctx.doc.Complete("sockets");
  if (!complete) ctx.doc.Unknown("sockets[*].process", "permission denied");
}

}  // namespace mps::collect
