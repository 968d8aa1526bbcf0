// Documents built in code: an imaginary vendor's firmware.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/cbor_value.h"
#include "corim/document.h"

namespace mps::corim::fixture {

using V = cbor::Value;
using Members = std::vector<std::pair<std::int64_t, V>>;

inline V M(const Members& members) {
  V map = V::Map();
  for (const auto& [key, value] : members) map.entries().emplace_back(V::Int(key), value);
  return map;
}
inline V A(std::vector<V> items) { return V::Array(std::move(items)); }
inline V T(std::string text) { return V::Text(std::move(text)); }
inline V U(std::uint64_t number) { return V::Uint(number); }
inline V B(std::size_t size, std::uint8_t octet = 7) { return V::Bytes(Bytes(size, octet)); }
inline V Tagged(std::uint64_t number, V content) { return V::Tag(number, std::move(content)); }
inline Bytes Encoded(const V& value) { return cbor::Encode(value, cbor::Form::kAny).value(); }
inline V Embedded(std::uint64_t number, const V& value) { return Tagged(number, V::Bytes(Encoded(value))); }

inline V Key(const std::string& name) { return Tagged(tag::kPemKey, T(name)); }
inline V Env(const std::string& model = "Door", bool instance = false) {
  Members members{{0, M({{0, Tagged(tag::kUuid, B(16, 3))}, {1, T("Locks Ltd")}, {2, T(model)}})}};
  if (instance) members.emplace_back(1, Tagged(tag::kUeid, B(33, 1)));
  return M(members);
}
inline V Dig(std::uint8_t octet, std::int64_t alg = 1, std::size_t size = 32) {
  return A({V::Int(alg), B(size, octet)});
}
inline V Meas(const V& key, const Members& values) { return M({{0, key}, {1, M(values)}}); }
inline V Anon(const Members& values) { return M({{1, M(values)}}); }
inline V Triple(V environment, std::vector<V> measurements) {
  return A({std::move(environment), A(std::move(measurements))});
}

inline V ComidOf(const Members& triples, const std::string& id = "door-1", std::uint64_t version = 0) {
  return M({{1, M({{0, T(id)}, {1, U(version)}})}, {4, M(triples)}});
}
inline V Reference() { return Triple(Env(), {Meas(T("boot"), {{code::kDigests, A({Dig(1)})}})}); }
// 501(...) around one CoMID and what else is given.
inline V CorimOf(std::vector<V> tags, Members more = {}) {
  Members members{{0, T("door-corim")}, {1, A(std::move(tags))}};
  members.insert(members.end(), more.begin(), more.end());
  return Tagged(tag::kUnsigned, M(members));
}
inline V SimpleCorim() { return CorimOf({Embedded(tag::kComid, ComidOf({{0, A({Reference()})}}))}); }
inline V Span(std::int64_t from, std::int64_t to) {
  return M({{0, Tagged(tag::kEpoch, V::Int(from))}, {1, Tagged(tag::kEpoch, V::Int(to))}});
}

// A CoMID with every kind of triple and every code point.
inline V Everything() {
  const V key = Key("k");
  const Members all{{code::kVersion, M({{0, T("1.2")}, {1, U(16384)}})},
                    {code::kSvn, Tagged(tag::kMinSvn, U(3))},
                    {code::kDigests, A({Dig(1), A({T("sha-384"), B(48)})})},
                    {code::kFlags, M({{0, V::Bool(true)}, {3, V::Bool(false)}, {40, V::Bool(true)}})},
                    {code::kRawValue, Tagged(tag::kMaskedRaw, A({B(4), B(4, 255)}))},
                    {code::kMac, B(6)},
                    {code::kIp, B(16)},
                    {code::kSerial, T("S1")},
                    {code::kUeid, B(17)},
                    {code::kUuid, B(16)},
                    {code::kName, T("boot")},
                    {code::kCryptoKeys, A({key, Tagged(tag::kBytes, B(3)), Tagged(tag::kCoseKey, M({{1, U(2)}}))})},
                    {code::kRegisters, V::Map({{U(5), A({Dig(1)})}, {T("5"), A({Dig(2)})}})},
                    {code::kIntRange, Tagged(tag::kIntRange, A({V::Int(-1), V::Null()}))},
                    {-77, T("profile's own")},
                    {100, T("later")}};
  const V rest = A({Env("Hinge"), A({Anon({{code::kSvn, U(2)}})})});
  const V condition = M({{0, T("m")}, {1, A({key})}});
  const V step = A({A({Anon({{code::kSvn, U(2)}})}), A({Anon({{code::kName, T("good")}})})});
  return M(
      {{0, T("en")},
       {1, M({{0, B(16)}, {1, U(4)}})},
       {2, A({M({{0, T("Locks Ltd")}, {1, Tagged(tag::kUri, T("https://locks.example"))}, {2, A({U(0), U(9)})}})})},
       {3, A({M({{0, T("door-0")}, {1, U(1)}})})},
       {4, M({{0, A({Triple(
                      Env(),
                      {M({{0, Tagged(tag::kOid, V::Bytes({0x55, 0x02, 0xc0, 0x00}))}, {1, M(all)}, {2, A({key})}})})})},
              {1, A({rest})},
              {2, A({A({Env(), A({Tagged(tag::kKeyThumbprint, Dig(1))}), condition})})},
              {3, A({A({Env(), A({key})})})},
              {4, A({A({Env(), A({Env("Hinge")})})})},
              {5, A({A({Env(), A({Env("Hinge")})})})},
              {6, A({A({Env(), A({T("swid"), B(16)})})})},
              {8, A({A({A({Env(), A({}), A({key})}), A({step})})})},
              {10, A({A({A({rest}), A({rest})})})},
              {-3, A({})}})},
       {77, T("later")}});
}

}  // namespace mps::corim::fixture
