// Opening p11-kit, parsing URIs, loading modules.
#include "crypto/pkcs11/module.h"

#include <dlfcn.h>

#include <cstdlib>
#include <cstring>

#include "mps/limits.h"

namespace mps::crypto::pkcs11 {
namespace {

constexpr std::size_t kMostModules = 64;

template <class Function>
bool Find(void* library, const char* name, Function& out) {
  out = reinterpret_cast<Function>(dlsym(library, name));
  return out != nullptr;
}

bool FindAll(void* library, Kit& kit) {
  return Find(library, "p11_kit_uri_new", kit.uri_new) && Find(library, "p11_kit_uri_free", kit.uri_free) &&
         Find(library, "p11_kit_uri_parse", kit.uri_parse) && Find(library, "p11_kit_uri_message", kit.uri_message) &&
         Find(library, "p11_kit_uri_any_unrecognized", kit.uri_any_unrecognized) &&
         Find(library, "p11_kit_uri_get_attributes", kit.uri_get_attributes) &&
         Find(library, "p11_kit_uri_get_pin_source", kit.uri_get_pin_source) &&
         Find(library, "p11_kit_uri_get_pin_value", kit.uri_get_pin_value) &&
         Find(library, "p11_kit_uri_get_module_name", kit.uri_get_module_name) &&
         Find(library, "p11_kit_uri_get_module_path", kit.uri_get_module_path) &&
         Find(library, "p11_kit_uri_match_module_info", kit.uri_match_module_info) &&
         Find(library, "p11_kit_uri_match_token_info", kit.uri_match_token_info) &&
         Find(library, "p11_kit_modules_load_and_initialize", kit.modules_load_and_initialize) &&
         Find(library, "p11_kit_modules_finalize_and_release", kit.modules_finalize_and_release) &&
         Find(library, "p11_kit_module_get_name", kit.module_get_name) &&
         Find(library, "p11_kit_module_load", kit.module_load) &&
         Find(library, "p11_kit_module_initialize", kit.module_initialize) &&
         Find(library, "p11_kit_module_finalize", kit.module_finalize) &&
         Find(library, "p11_kit_module_release", kit.module_release) &&
         Find(library, "p11_kit_strerror", kit.strerror) && Find(library, "p11_kit_be_quiet", kit.be_quiet);
}

// What dlopen found, kept until the process ends: a module may have handlers that run then.
const Kit* Opened() {
  static Kit kit;
  static const bool found = [] {
    void* library = dlopen("libp11-kit.so.0", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr || !FindAll(library, kit)) return false;
    kit.be_quiet();  // a library never prints
    return true;
  }();
  return found ? &kit : nullptr;
}

}  // namespace

Result<const Kit*> Kit::Open() {
  const Kit* kit = Opened();
  if (kit != nullptr) return kit;
  return Status::Unsupported(
      "pkcs11-module",
      "keys behind `pkcs11:` need p11-kit: install the package libp11-kit0, and the module of your "
      "token (opensc-pkcs11, softhsm2 ...)");
}

Result<Uri> Uri::Parse(const Kit& kit, const std::string& text) {
  if (text.size() > limit::kKeyBytes) return Status(Code::kLimit, "a key URI that is too long");
  if (text.find('\0') != std::string::npos) return Status(Code::kUsage, "a key URI with a zero octet");
  std::unique_ptr<P11KitUri, Free> uri(kit.uri_new(), Free{&kit});
  if (!uri) return Status(Code::kInternal, "no memory for a key URI");
  if (const int fault = kit.uri_parse(text.c_str(), P11_KIT_URI_FOR_ANY, uri.get()); fault != P11_KIT_URI_OK)
    return Status(Code::kUsage, std::string("not a PKCS#11 URI (RFC 7512): ") + kit.uri_message(fault));
  if (kit.uri_get_pin_value(uri.get()) != nullptr) {
    return Status(Code::kUsage,
                  "a PIN in the URI can be read by everybody: give pin-source=file:PATH in its place, or MPS_PIN");
  }
  if (kit.uri_any_unrecognized(uri.get()) != 0)
    return Status(Code::kUsage, "a PKCS#11 URI with attributes that RFC 7512 does not have");
  return Uri(std::move(uri));
}

Status Modules::LoadOne(const char* path) {
  if (path[0] != '/') return {Code::kUsage, "module-path of a PKCS#11 URI is an absolute path"};
  single_ = kit_.module_load(path, 0);
  if (single_ == nullptr) {
    return Status::Unsupported("pkcs11-module",
                               "no PKCS#11 module at `" + std::string(path) + "`: install the package that has it");
  }
  if (const CK_RV fault = kit_.module_initialize(single_); fault != CKR_OK) {
    kit_.module_release(single_);
    single_ = nullptr;
    return {Code::kIo, "the PKCS#11 module `" + std::string(path) + "` does not start: " + kit_.strerror(fault)};
  }
  list_.push_back(single_);
  return {};
}

Status Modules::LoadConfigured(const Uri& uri) {
  configured_ = kit_.modules_load_and_initialize(0);
  const char* wanted = kit_.uri_get_module_name(uri.get());
  for (std::size_t i = 0; configured_ != nullptr && configured_[i] != nullptr && i < kMostModules; ++i) {
    char* name = kit_.module_get_name(configured_[i]);
    const bool fits = wanted == nullptr || (name != nullptr && std::strcmp(name, wanted) == 0);
    std::free(name);
    if (fits) list_.push_back(configured_[i]);
  }
  if (!list_.empty()) return {};
  return Status::Unsupported(
      "pkcs11-module",
      (wanted == nullptr ? std::string("no PKCS#11 module is configured")
                         : "no PKCS#11 module `" + std::string(wanted) + "` is configured") +
          ": install the one of your token (opensc-pkcs11, softhsm2 ...), or give ?module-path=/PATH in the URI");
}

Result<std::unique_ptr<Modules>> Modules::Load(const Kit& kit, const Uri& uri) {
  std::unique_ptr<Modules> modules(new Modules(kit));
  const char* path = kit.uri_get_module_path(uri.get());
  MPS_TRY(path != nullptr ? modules->LoadOne(path) : modules->LoadConfigured(uri));
  return modules;
}

Modules::~Modules() {
  if (configured_ != nullptr) kit_.modules_finalize_and_release(configured_);
  if (single_ != nullptr) {
    kit_.module_finalize(single_);
    kit_.module_release(single_);
  }
}

}  // namespace mps::crypto::pkcs11
