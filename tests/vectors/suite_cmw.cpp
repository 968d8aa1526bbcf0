// Suite cmw: wrappers of the draft and of Veraison. What is read is written again and read once more; an octet changed
// in the head of a wrapper must not pass for the same.
#include "cmw/cmw.h"
#include "crypto/certificate.h"
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

Status JudgeWrapper(const cmw::Cmw& wrapper) {
  MPS_ASSIGN(const Bytes written, cmw::Encode(wrapper));
  MPS_ASSIGN(const cmw::Cmw again, cmw::Decode(written));
  MPS_ASSIGN(const Bytes twice, cmw::Encode(again));
  return written == twice ? Status() : Status(Code::kInternal, "written and read, the wrapper is another");
}

Result<cmw::Cmw> FromCertificate(ByteView der) {
  MPS_ASSIGN(const crypto::Certificate certificate, crypto::DecodeCertificate(der));
  const auto* extension = certificate.Find(cmw::kExtensionOid);
  if (extension == nullptr) return Status(Code::kInternal, "the certificate has no wrapper");
  return cmw::DecodeExtension(extension->value);
}

// What a file of that name holds, as the draft has it.
Status JudgeKind(const std::string& file, const cmw::Cmw& wrapper) {
  const cmw::Form form = file.find("tag") != std::string::npos ? cmw::Form::kTag
                         : file.find("collection") != std::string::npos || file.ends_with(".der")
                             ? cmw::Form::kCollection
                             : cmw::Form::kRecord;
  const auto encoding = file.ends_with(".json") ? cmw::Encoding::kJson : cmw::Encoding::kCbor;
  const bool same = wrapper.form == form && wrapper.encoding == encoding;
  return same ? Status() : Status(Code::kInternal, "the wrapper was taken for another form");
}

Status Judge(const Input& input, const json::Value& test) {
  std::string name;
  for (const json::Value& file : test.Find("files")->items()) {
    if (!file.text().ends_with(".diag")) name = file.text();
  }
  MPS_ASSIGN(const Bytes bytes, input.Read(name));
  MPS_ASSIGN(const cmw::Cmw wrapper, name.ends_with(".der") ? FromCertificate(bytes) : cmw::Decode(bytes));
  MPS_TRY(JudgeKind(name, wrapper));
  return JudgeWrapper(wrapper);
}

}  // namespace

void RunCmw(const Input& input, Report& report) {
  for (const json::Value& test : input.cases()) {
    const Status status = test.Find("files") == nullptr ? Status(Code::kInternal, "no file") : Judge(input, test);
    if (status.code() == Code::kInternal) {
      report.Fail(IdOf(test), status.ToString());
      continue;
    }
    TextOf(test, "expect").starts_with("accept") ? report.Accept(IdOf(test), status, true)
                                                 : report.Reject(IdOf(test), status);
  }
}

}  // namespace mps::vectors
