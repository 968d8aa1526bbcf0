// PKCS#11 modules by way of p11-kit, which is opened only when a `pkcs11:` key is named: nothing else depends on it.
// Used by pkcs11_key.cpp alone.
#pragma once

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

#include <memory>
#include <string>
#include <vector>

#include "mps/status.h"

namespace mps::crypto::pkcs11 {

// The functions of libp11-kit.so.0 that are used, found with dlsym.
struct Kit {
  decltype(&p11_kit_uri_new) uri_new;
  decltype(&p11_kit_uri_free) uri_free;
  decltype(&p11_kit_uri_parse) uri_parse;
  decltype(&p11_kit_uri_message) uri_message;
  decltype(&p11_kit_uri_any_unrecognized) uri_any_unrecognized;
  decltype(&p11_kit_uri_get_attributes) uri_get_attributes;
  decltype(&p11_kit_uri_get_pin_source) uri_get_pin_source;
  decltype(&p11_kit_uri_get_pin_value) uri_get_pin_value;
  decltype(&p11_kit_uri_get_module_name) uri_get_module_name;
  decltype(&p11_kit_uri_get_module_path) uri_get_module_path;
  decltype(&p11_kit_uri_match_module_info) uri_match_module_info;
  decltype(&p11_kit_uri_match_token_info) uri_match_token_info;
  decltype(&p11_kit_modules_load_and_initialize) modules_load_and_initialize;
  decltype(&p11_kit_modules_finalize_and_release) modules_finalize_and_release;
  decltype(&p11_kit_module_get_name) module_get_name;
  decltype(&p11_kit_module_load) module_load;
  decltype(&p11_kit_module_initialize) module_initialize;
  decltype(&p11_kit_module_finalize) module_finalize;
  decltype(&p11_kit_module_release) module_release;
  decltype(&p11_kit_strerror) strerror;
  decltype(&p11_kit_be_quiet) be_quiet;

  // unsupported:pkcs11-module, which names the package, where the library is absent. Opened once for the process.
  static Result<const Kit*> Open();
};

// A URI, parsed by p11-kit (RFC 7512).
class Uri {
 public:
  // kUsage: not of the form, attributes that are not known, or a pin-value, which others could read.
  static Result<Uri> Parse(const Kit& kit, const std::string& text);
  P11KitUri* get() const { return uri_.get(); }

 private:
  struct Free {
    const Kit* kit;
    void operator()(P11KitUri* uri) const { kit->uri_free(uri); }
  };
  explicit Uri(std::unique_ptr<P11KitUri, Free> uri) : uri_(std::move(uri)) {}
  std::unique_ptr<P11KitUri, Free> uri_;
};

// The modules that a URI leaves to be asked: the one that module-path names, else those that are configured.
class Modules {
 public:
  static Result<std::unique_ptr<Modules>> Load(const Kit& kit, const Uri& uri);
  ~Modules();
  Modules(const Modules&) = delete;
  Modules& operator=(const Modules&) = delete;
  const std::vector<CK_FUNCTION_LIST*>& list() const { return list_; }

 private:
  explicit Modules(const Kit& kit) : kit_(kit) {}
  Status LoadOne(const char* path);
  Status LoadConfigured(const Uri& uri);
  const Kit& kit_;
  CK_FUNCTION_LIST** configured_ = nullptr;
  CK_FUNCTION_LIST* single_ = nullptr;
  std::vector<CK_FUNCTION_LIST*> list_;
};

}  // namespace mps::crypto::pkcs11
