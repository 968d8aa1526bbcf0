// Finding the token, logging in, finding objects, signing.
#include "crypto/pkcs11/session.h"

#include <algorithm>

#include "mps/limits.h"

namespace mps::crypto::pkcs11 {
namespace {

constexpr CK_ULONG kMostSlots = 256, kMostObjects = 16;

std::vector<CK_SLOT_ID> SlotsOf(CK_FUNCTION_LIST* module) {
  CK_ULONG count = 0;
  if (module->C_GetSlotList(CK_TRUE, nullptr, &count) != CKR_OK || count == 0) return {};
  std::vector<CK_SLOT_ID> slots(std::min(count, kMostSlots));
  count = slots.size();
  const CK_RV got = module->C_GetSlotList(CK_TRUE, slots.data(), &count);
  if (got != CKR_OK) return {};
  slots.resize(std::min<CK_ULONG>(count, slots.size()));
  return slots;
}

// Text that a token pads with spaces.
std::string Unpadded(const unsigned char* text, std::size_t size) {
  std::string out(reinterpret_cast<const char*>(text), size);
  while (!out.empty() && (out.back() == ' ' || out.back() == '\0')) out.pop_back();
  return out;
}

}  // namespace

Status Session::Fault(std::string_view what, CK_RV fault) const {
  return {Code::kIo, std::string(what) + ": " + kit_.strerror(fault)};
}

Result<std::unique_ptr<Session>> Session::Open(std::string_view uri) {
  MPS_ASSIGN(const Kit* kit, Kit::Open());
  MPS_ASSIGN(Uri parsed, Uri::Parse(*kit, std::string(uri)));
  std::unique_ptr<Session> session(new Session(*kit, std::move(parsed)));
  MPS_ASSIGN(session->modules_, Modules::Load(*kit, session->uri_));
  MPS_TRY(session->SelectToken());
  return session;
}

Status Session::SelectToken() {
  std::size_t found = 0;
  std::string seen;
  CK_SLOT_ID chosen = 0;
  for (CK_FUNCTION_LIST* module : modules_->list()) {
    CK_INFO info{};
    if (module->C_GetInfo(&info) != CKR_OK || kit_.uri_match_module_info(uri_.get(), &info) == 0) continue;
    for (const CK_SLOT_ID slot : SlotsOf(module)) {
      CK_TOKEN_INFO token{};
      if (module->C_GetTokenInfo(slot, &token) != CKR_OK || (token.flags & CKF_TOKEN_INITIALIZED) == 0) continue;
      seen += (seen.empty() ? " `" : ", `") + Unpadded(token.label, sizeof token.label) + "`";
      if (kit_.uri_match_token_info(uri_.get(), &token) == 0) continue;
      ++found;
      module_ = module;
      chosen = slot;
      token_ = token;
    }
  }
  if (found == 0) {
    return {Code::kIo, "no PKCS#11 token is the one that the URI names; there " +
                           (seen.empty() ? std::string("is none") : "are" + seen)};
  }
  if (found > 1)
    return {Code::kUsage, "the URI fits " + std::to_string(found) + " PKCS#11 tokens; name one with token= or serial="};
  const CK_RV fault = module_->C_OpenSession(chosen, CKF_SERIAL_SESSION, nullptr, nullptr, &session_);
  open_ = fault == CKR_OK;
  return open_ ? Status() : Fault("the PKCS#11 token does not open", fault);
}

Session::~Session() {
  if (!open_) return;
  if (logged_in_) module_->C_Logout(session_);
  module_->C_CloseSession(session_);
}

Result<Pin> Session::ReadPin() const {
  const char* source = kit_.uri_get_pin_source(uri_.get());
  return Pin::From(source == nullptr ? std::nullopt : std::optional<std::string>(source));
}

Status Session::LogIn() {
  if (logged_in_ || (token_.flags & CKF_LOGIN_REQUIRED) == 0) return {};
  if ((token_.flags & CKF_USER_PIN_LOCKED) != 0) return {Code::kTrust, "the PKCS#11 token's PIN is locked"};
  MPS_ASSIGN(const Pin pin, ReadPin());
  const bool own_keypad = (token_.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
  if (!pin.given() && !own_keypad)
    return {Code::kTrust, "the PKCS#11 token wants a PIN: give ?pin-source=file:PATH in the URI, or MPS_PIN"};
  auto* text = reinterpret_cast<unsigned char*>(const_cast<char*>(pin.text().data()));
  const CK_RV fault = module_->C_Login(session_, CKU_USER, pin.given() ? text : nullptr, pin.text().size());
  if (fault == CKR_PIN_INCORRECT || fault == CKR_PIN_LOCKED || fault == CKR_PIN_LEN_RANGE || fault == CKR_PIN_INVALID)
    return {Code::kTrust, std::string("the PKCS#11 token refuses the PIN: ") + kit_.strerror(fault)};
  if (fault == CKR_USER_ALREADY_LOGGED_IN) return {};  // by another user in this process, who logs out again
  if (fault != CKR_OK) return Fault("logging in to the PKCS#11 token", fault);
  logged_in_ = true;
  return {};
}

Status Session::LogInForKey() {
  MPS_ASSIGN(const Pin pin, ReadPin());
  auto* text = reinterpret_cast<unsigned char*>(const_cast<char*>(pin.text().data()));
  const CK_RV fault = module_->C_Login(session_, CKU_CONTEXT_SPECIFIC, pin.given() ? text : nullptr, pin.text().size());
  return fault == CKR_OK ? Status()
                         : Status(Code::kTrust,
                                  std::string("the PKCS#11 token refuses the PIN of the key: ") + kit_.strerror(fault));
}

Result<std::vector<CK_OBJECT_HANDLE>> Session::Find(CK_OBJECT_CLASS wanted, const std::optional<Bytes>& id) {
  std::vector<CK_ATTRIBUTE> filter = {{CKA_CLASS, &wanted, sizeof wanted}};
  CK_ULONG count = 0;
  CK_ATTRIBUTE* asked = kit_.uri_get_attributes(uri_.get(), &count);
  for (CK_ULONG i = 0; i < count; ++i) {
    // Of `type=` nothing is taken: the private key is meant, and what lies beside it has another class. Its label may
    // differ too, its id may not.
    if (asked[i].type == CKA_ID || (asked[i].type == CKA_LABEL && !id)) filter.push_back(asked[i]);
  }
  if (id) {
    std::erase_if(filter, [](const CK_ATTRIBUTE& each) { return each.type == CKA_ID; });
    filter.push_back({CKA_ID, const_cast<std::uint8_t*>(id->data()), id->size()});
  }
  if (const CK_RV fault = module_->C_FindObjectsInit(session_, filter.data(), filter.size()); fault != CKR_OK)
    return Fault("looking for the key", fault);
  std::vector<CK_OBJECT_HANDLE> found(kMostObjects);
  CK_ULONG got = 0;
  const CK_RV fault = module_->C_FindObjects(session_, found.data(), found.size(), &got);
  module_->C_FindObjectsFinal(session_);
  if (fault != CKR_OK) return Fault("looking for the key", fault);
  found.resize(std::min<CK_ULONG>(got, found.size()));
  return found;
}

std::optional<Bytes> Session::Attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  CK_ATTRIBUTE wanted{type, nullptr, 0};
  if (module_->C_GetAttributeValue(session_, object, &wanted, 1) != CKR_OK) return std::nullopt;
  if (wanted.ulValueLen == CK_UNAVAILABLE_INFORMATION || wanted.ulValueLen > limit::kKeyBytes) return std::nullopt;
  Bytes value(wanted.ulValueLen);
  wanted.pValue = value.data();
  if (module_->C_GetAttributeValue(session_, object, &wanted, 1) != CKR_OK || wanted.ulValueLen > value.size())
    return std::nullopt;
  value.resize(wanted.ulValueLen);
  return value;
}

std::optional<CK_ULONG> Session::Number(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  CK_ULONG value = 0;
  CK_ATTRIBUTE wanted{type, &value, sizeof value};
  if (module_->C_GetAttributeValue(session_, object, &wanted, 1) != CKR_OK || wanted.ulValueLen != sizeof value)
    return std::nullopt;
  return value;
}

bool Session::IsTrue(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  const auto value = Attribute(object, type);
  return value && value->size() == sizeof(CK_BBOOL) && (*value)[0] != 0;
}

Result<Bytes> Session::Sign(CK_MECHANISM mechanism, CK_OBJECT_HANDLE key, bool log_in_again, ByteView data) {
  if (const CK_RV fault = module_->C_SignInit(session_, &mechanism, key); fault != CKR_OK)
    return Fault("the PKCS#11 token does not sign in this way with this key", fault);
  if (log_in_again) MPS_TRY(LogInForKey());
  Bytes out(limit::kKeyBytes);
  CK_ULONG size = out.size();
  auto* octets = const_cast<std::uint8_t*>(data.data());
  if (const CK_RV fault = module_->C_Sign(session_, octets, data.size(), out.data(), &size); fault != CKR_OK)
    return Fault("the PKCS#11 token does not sign", fault);
  out.resize(std::min<CK_ULONG>(size, out.size()));
  return out;
}

}  // namespace mps::crypto::pkcs11
