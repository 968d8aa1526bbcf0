// Public keys of EdDSA: OpenSSL takes any octets for a key, so the point is checked here.
#include "base/hex.h"
#include "crypto/openssl/evp.h"

namespace mps::crypto {
namespace {

struct Curve {
  const char* prime;  // hexadecimal
  long d;             // the coefficient's numerator; Ed25519: over 121666
  long d_divisor;
  bool twisted;  // a = -1 (Ed25519), else a = 1
  std::size_t octets;
};
constexpr Curve k25519 = {"7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed", -121665, 121666, true,
                          32};
constexpr Curve k448 = {
    "fffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    -39081, 1, false, 57};

// y of the points of order 8 on Ed25519, as encoded without sign bit; those of order 1, 2 and 4 are 1, -1 and 0.
constexpr std::string_view kOrder8[] = {"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"};

BnPtr FromLong(long value) {
  BnPtr out(BN_new());
  if (!out || BN_set_word(out.get(), static_cast<BN_ULONG>(value < 0 ? -value : value)) != 1) return nullptr;
  if (value < 0) BN_set_negative(out.get(), 1);
  return out;
}

// x^2 for a y: (y^2 - 1) / (d y^2 - a). False if the library failed.
bool SquareOfX(const Curve& curve, const BIGNUM* y, const BIGNUM* p, BIGNUM* out, BN_CTX* ctx) {
  BnPtr yy(BN_new()), top(BN_new()), d = FromLong(curve.d), divisor = FromLong(curve.d_divisor);
  BnPtr bottom(BN_new()), a = FromLong(curve.twisted ? -1 : 1);
  if (!yy || !top || !bottom || !d || !divisor || !a) return false;
  return BN_mod_sqr(yy.get(), y, p, ctx) && BN_mod_sub(top.get(), yy.get(), BN_value_one(), p, ctx) &&
         BN_mod_inverse(divisor.get(), divisor.get(), p, ctx) != nullptr &&
         BN_mod_mul(d.get(), d.get(), divisor.get(), p, ctx) && BN_mod_mul(bottom.get(), d.get(), yy.get(), p, ctx) &&
         BN_mod_sub(bottom.get(), bottom.get(), a.get(), p, ctx) &&
         BN_mod_inverse(bottom.get(), bottom.get(), p, ctx) != nullptr &&
         BN_mod_mul(out, top.get(), bottom.get(), p, ctx);
}

bool IsSmallOrder25519(ByteView octets) {
  Bytes y = ToBytes(octets);
  y.back() &= 0x7F;
  const std::string hex = HexEncode(y);
  return hex == kOrder8[0] || hex == kOrder8[1];
}

}  // namespace

Status CheckEdwardsPoint(KeyKind kind, ByteView octets) {
  const Curve& curve = kind == KeyKind::kEd448 ? k448 : k25519;
  const Status off_curve(Code::kSignature, "the public key is not a point of its curve");
  if (octets.size() != curve.octets) return Status(Code::kMalformed, "a public key of the wrong length for its curve");
  Bytes little = ToBytes(octets);
  const bool sign = (little.back() & 0x80) != 0;
  little.back() &= 0x7F;
  BIGNUM* prime = nullptr;
  if (BN_hex2bn(&prime, curve.prime) == 0) return OpensslFailure("EdDSA prime");
  BnPtr p(prime), y(BN_lebin2bn(little.data(), static_cast<int>(little.size()), nullptr)), xx(BN_new()),
      minus_one(BN_new());
  BnCtxPtr ctx(BN_CTX_new());
  if (!y || !xx || !minus_one || !ctx || BN_sub(minus_one.get(), p.get(), BN_value_one()) != 1) {
    return OpensslFailure("EdDSA point");
  }
  if (BN_cmp(y.get(), p.get()) >= 0) return off_curve;
  const bool tiny = BN_is_zero(y.get()) || BN_is_one(y.get()) || BN_cmp(y.get(), minus_one.get()) == 0;
  if (tiny || (kind == KeyKind::kEd25519 && IsSmallOrder25519(octets))) {
    return Status(Code::kSignature, "the public key is a point of small order");
  }
  // d is no square and y is not such that d y^2 = a, so the quotient exists.
  if (!SquareOfX(curve, y.get(), p.get(), xx.get(), ctx.get())) return OpensslFailure("EdDSA point");
  if (BN_is_zero(xx.get())) return sign ? off_curve : Status();
  return BN_kronecker(xx.get(), p.get(), ctx.get()) == 1 ? Status() : off_curve;
}

}  // namespace mps::crypto
