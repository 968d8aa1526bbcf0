// One session with the one token that a URI names, and the objects in it. Used by pkcs11_key.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/key.h"
#include "crypto/pin.h"
#include "crypto/pkcs11/module.h"
#include "mps/bytes.h"

namespace mps::crypto::pkcs11 {

class Session {
 public:
  static Result<std::unique_ptr<Session>> Open(std::string_view uri);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // As the token's user, with the PIN of the URI or of the environment; nothing if the token asks for none.
  Status LogIn();
  // For keys that want the PIN again for each signature (CKA_ALWAYS_AUTHENTICATE); after C_SignInit.
  Status LogInForKey();
  bool logged_in() const { return logged_in_; }

  // Objects of a class that have the id and label of the URI, and `id` where it is given.
  Result<std::vector<CK_OBJECT_HANDLE>> Find(CK_OBJECT_CLASS wanted, const std::optional<Bytes>& id);
  // nullopt where the object has no such attribute, or keeps it to itself.
  std::optional<Bytes> Attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);
  std::optional<CK_ULONG> Number(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);
  bool IsTrue(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);

  Result<Bytes> Sign(CK_MECHANISM mechanism, CK_OBJECT_HANDLE key, bool log_in_again, ByteView data);
  // kIo, `what: ` and what the module says.
  Status Fault(std::string_view what, CK_RV fault) const;

 private:
  Session(const Kit& kit, Uri uri) : kit_(kit), uri_(std::move(uri)) {}
  Status SelectToken();
  Result<Pin> ReadPin() const;
  const Kit& kit_;
  Uri uri_;
  std::unique_ptr<Modules> modules_;
  CK_FUNCTION_LIST* module_ = nullptr;
  CK_SESSION_HANDLE session_ = 0;
  CK_TOKEN_INFO token_{};
  bool open_ = false, logged_in_ = false;
};

}  // namespace mps::crypto::pkcs11
