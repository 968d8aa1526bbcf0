// Reasons: each class of sentence, from source and evidence to the words, as a policy author or system owner reads
// them.
#include <catch2/catch.hpp>
#include <string>

#include "appraise/appraise.h"
#include "base/spelling.h"
#include "one_file.h"

namespace mps {
namespace {

const char* const kHead = R"(mps "Demo" version 1 language 1
record file { owner : int  uid : int  mode : mode }
record account { name : text  uid : int  shell : text  files : map of text to file  changed? : time }
record mount { options : set of text }
schema device {
    tries?    : int
    enabled?  : bool
    umask?    : mode
    banner?   : text
    address?  : ip
    motd?     : list of text
    accounts  : list of account
    users     : list of account
    mounts    : map of text to mount
    packages  : map of text to text
    macs      : list of text
    links     : list of account
}
environment h : device
level L1 "all"
param max_tries : int in 1..9 = 4 "most failed log-ins"
set good_macs of text = { "sha256", "sha512" }
set bad_macs of text = { "md5", "md4" }
)";

const char* const kEvidence = R"({ "mps_evidence": 1, "collected_at": 1767225600, "environments": { "h": {
  "schema": "device@1", "collector": {"name": "t", "version": "1"},
  "claims": {
    "tries": 6, "enabled": false, "umask": "0022", "banner": "Debian\u001b[2J 12", "address": "10.0.0.1",
    "motd": ["welcome", "Debian"],
    "accounts": [
      {"name": "root", "uid": 0, "shell": "/bin/sh", "files": {}},
      {"name": "eve", "uid": 7, "shell": "/bin/zsh", "changed": 1735689600,
       "files": {".rhosts": {"owner": 7, "uid": 7, "mode": "0644"}}},
      {"name": "toor", "uid": 0, "shell": "/bin/zsh", "files": {}}],
    "users": [{"name": "eve", "uid": 7, "shell": "/bin/zsh", "files": {}}],
    "mounts": {"/tmp": {"options": ["rw", "nosuid"]}, "/srv": {"options": []}},
    "packages": {"sudo": "installed"},
    "macs": ["md5", "sha256"], "links": 5 },
  "state": { "": "complete", "accounts[1].changed": "complete", "mounts[\"/srv\"].options": {"incomplete": "cut\nshort"},
    "packages[\"auditd\"]": {"unknown": "permission denied"}, "users[0].files": {"error": "garbled"} },
  "source": { "tries": ["/etc/ssh/sshd_config", 12], "accounts[1]": ["/etc/passwd", 2], "mounts[\"/tmp\"]": ["/proc/mounts", 3],
    "enabled": ["/etc/\u202evil", 1] } } } })";

// The reason of a rule with those clauses over kEvidence.
std::string Reason(const std::string& clauses, Verdict verdict) {
  test::OneFile reader(std::string(kHead) + "rule \"1\" r { title \"t\" level L1 severity low " + clauses + " }\n");
  const compiler::Compilation compiled = compiler::Compile("demo.mps", reader);
  INFO(clauses << "\n" << compiled.RenderText(false) << compiled.status().ToString());
  REQUIRE(compiled.program() != nullptr);
  auto appraiser = Appraiser::Create(compiled.program());
  REQUIRE(appraiser.ok());
  Request request;
  const std::string evidence = kEvidence;
  request.evidence = ByteView(reinterpret_cast<const std::uint8_t*>(evidence.data()), evidence.size());
  request.level = "L1";
  request.now = 1767225600;
  const auto appraisal = appraiser->Appraise(request);
  INFO((appraisal.ok() ? "" : appraisal.status().ToString()));
  REQUIRE(appraisal.ok());
  CHECK(VerdictName(appraisal->rules[0].verdict) == VerdictName(verdict));
  return appraisal->rules[0].reason;
}
std::string Fail(const std::string& require) { return Reason("require " + require, Verdict::kFail); }
std::string Unknown(const std::string& require) { return Reason("require " + require, Verdict::kUnknown); }
std::string Skipped(const std::string& when) {
  return Reason("when " + when + " require h.tries is present", Verdict::kNotApplicable);
}

TEST_CASE("a comparison names the claim, its source, what it is and what was due") {
  CHECK(Fail("h.tries <= 4") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4");
  CHECK(Fail("h.tries <= max_tries") ==
        "h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4 (parameter max_tries)");
  CHECK(Fail("h.tries in 1..max_tries") ==
        "h.tries (/etc/ssh/sshd_config:12) is 6, expected 1..4 (parameter max_tries)");
  CHECK(Fail("h.tries == 4") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected 4");
  CHECK(Fail("h.tries != 6") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected anything else");
  CHECK(Fail("h.tries > 6") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected more than 6");
  CHECK(Fail("h.tries >= 7") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected at least 7");
  CHECK(Fail("h.umask within 0020") == "h.umask is 0022, expected 0020 or stricter");
  CHECK(Fail("h.umask & 0027 == 0027") == "h.umask is 0022, expected all bits of 0027 set");
  CHECK(Fail("h.umask & 0002 == 0000") == "h.umask is 0022, expected no bit of 0002 set");
  CHECK(Fail("h.address in ip'192.168.0.0/16'") == "h.address is 10.0.0.1, expected an address in 192.168.0.0/16");
  CHECK(Fail("h.packages[\"sudo\"] matches re'held|gone'") ==
        "h.packages[\"sudo\"] is \"installed\", expected to match re'held|gone'");
  CHECK(Fail("h.packages[\"sudo\"] starts with \"held\"") ==
        "h.packages[\"sudo\"] is \"installed\", expected to start with \"held\"");
}

TEST_CASE("a negated condition says what must not be") {
  CHECK(Fail("not (h.tries > 4)") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4");
  CHECK(Fail("not (h.packages[\"sudo\"] contains \"stall\")") ==
        "h.packages[\"sudo\"] is \"installed\", expected no \"stall\" in it");
  CHECK(Fail("h.packages[\"sudo\"] not in { \"installed\", \"held\" }") ==
        "h.packages[\"sudo\"] is \"installed\", expected none of { \"held\", \"installed\" }");
  CHECK(Fail("h.tries is absent") == "h.tries (/etc/ssh/sshd_config:12) is present, expected it to be absent");
  CHECK(Fail("not (h.tries > 4 and h.umask == 0022)") ==
        "all of these hold, expected at least one not to: h.tries (/etc/ssh/sshd_config:12) is 6, more than 4; "
        "h.umask is 0022");
}

TEST_CASE("a constant on the left is what is looked for, not what the sentence is about") {
  CHECK(Fail("4 >= h.tries") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4");
  CHECK(Fail("7 <= h.tries") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected at least 7");
  CHECK(Fail("4 == h.tries") == "h.tries (/etc/ssh/sshd_config:12) is 6, expected 4");
  CHECK(Fail("\"noexec\" in h.mounts[\"/tmp\"].options") ==
        "h.mounts[\"/tmp\"].options (/proc/mounts:3) holds { \"rw\", \"nosuid\" }, expected \"noexec\" among them");
  CHECK(Fail("\"rw\" not in h.mounts[\"/tmp\"].options") ==
        "h.mounts[\"/tmp\"].options (/proc/mounts:3) holds \"rw\", expected it not to");
  CHECK(Fail("all o in { \"noexec\", \"nosuid\" } : o in h.mounts[\"/tmp\"].options") ==
        "h.mounts[\"/tmp\"].options (/proc/mounts:3) holds { \"rw\", \"nosuid\" }, expected \"noexec\" among them");
  CHECK(Skipped("count(bad_macs) >= 3") == "does not apply: count(bad_macs) is 2, less than 3");
}

TEST_CASE("a set of one member is that member; sets that differ say in what") {
  CHECK(Fail("h.packages[\"sudo\"] in { \"held\" }") == "h.packages[\"sudo\"] is \"installed\", expected \"held\"");
  CHECK(Fail("{ m for m in h.macs } == good_macs") ==
        "h.macs holds { \"md5\", \"sha256\" }, expected exactly { \"sha256\", \"sha512\" }; missing { \"sha512\" }; "
        "too many { \"md5\" }");
}

TEST_CASE("a default is never shown as if it were the claim's value") {
  CHECK(Fail("(h.packages[\"aide\"] else \"not-installed\") == \"installed\"") ==
        "h.packages[\"aide\"] is absent (taken as \"not-installed\"), expected \"installed\"");
  CHECK(Skipped("(h.packages[\"aide\"] else \"not-installed\") == \"installed\"") ==
        "does not apply: h.packages[\"aide\"] is absent (taken as \"not-installed\"), not \"installed\"");
}

TEST_CASE("an absent claim says what was expected in its place") {
  CHECK(Fail("h.packages[\"aide\"] == \"installed\"") == "h.packages[\"aide\"] is absent, expected \"installed\"");
  CHECK(Fail("h.packages[\"aide\"] is present") == "h.packages[\"aide\"] is absent, expected it to be present");
}

TEST_CASE("alternatives that all fail are all told, with the member they are said of") {
  CHECK(Fail("h.tries <= 4 or h.enabled") ==
        "no alternative holds: h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4; h.enabled "
        "(/etc/\\u{202e}vil:1) is false, expected true");
  CHECK(Fail("all u in h.accounts : (u.shell == \"/bin/sh\" or u.uid == 0) and u.uid <= 9") ==
        "no alternative holds: h.accounts[1] (name \"eve\").shell (/etc/passwd:2) is \"/bin/zsh\", expected "
        "\"/bin/sh\"; h.accounts[1] (name \"eve\").uid (/etc/passwd:2) is 7, expected 0");
  CHECK(Fail("h.tries <= 4 and h.umask == 0077") ==
        "h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4; h.umask is 0022, expected 0077");
}

TEST_CASE("a member that fails is named, and how many fail like it") {
  CHECK(Fail("all u in h.accounts : u.shell == \"/bin/sh\"") ==
        "h.accounts[1] (name \"eve\").shell (/etc/passwd:2) is \"/bin/zsh\", expected \"/bin/sh\"; likewise 1 more "
        "member of h.accounts");
  CHECK(Fail("all u in h.accounts : all name, f in u.files : f.mode within 0600 and f.owner == f.uid") ==
        "h.accounts[1] (name \"eve\").files[\".rhosts\"].mode (/etc/passwd:2) is 0644, expected 0600 or stricter");
  CHECK(Fail("all m in h.macs : m not in bad_macs") == "h.macs[0] is \"md5\", expected none of { \"md4\", \"md5\" }");
  CHECK(Fail("no line in h.motd : lower(line) contains \"debian\"") ==
        "lower(h.motd[1]) is \"debian\", expected no \"debian\" in it");
  CHECK(Fail("distinct u in h.accounts : u.uid") ==
        "h.accounts[0] (name \"root\").uid and h.accounts[2] (name \"toor\").uid are both 0, expected no two alike");
}

TEST_CASE("what nothing fits says how many were considered and what one should be like") {
  CHECK(Fail("any u in h.accounts : u.uid == 9") ==
        "h.accounts: no member fits (3 considered), expected one with `u.uid == 9`");
  CHECK(Fail("any u in h.accounts where u.name == \"eve\" : u.uid == 9") ==
        "h.accounts[1] (name \"eve\").uid (/etc/passwd:2) is 7, expected 9 (1 of 3 considered)");
  CHECK(Fail("any u in h.accounts where u.name == \"adam\" : u.uid == 9") ==
        "h.accounts: no member fits (0 of 3 considered), expected one with `u.name == \"adam\"`");
  CHECK(Fail("one u in h.accounts : u.uid == 0") == "h.accounts: 2 of 3 fit `u.uid == 0`, expected exactly one");
  CHECK(Fail("count(h.macs) == 1") == "count(h.macs) is 2, expected 1");
  CHECK(Fail("one p in { \"sudo\", \"aide\", \"cron\" } : h.packages[p] is absent") ==
        "2 of 3 fit, expected 1: `one p in { \"aide\", \"cron\", \"sudo\" } : h.packages[p] is absent`");
}

TEST_CASE("unknown and error give the collector's reason, escaped") {
  CHECK(Unknown("h.packages[\"auditd\"] == \"installed\"") == "h.packages[\"auditd\"] is unknown: permission denied");
  CHECK(Unknown("\"nodev\" in h.mounts[\"/srv\"].options") ==
        "h.mounts[\"/srv\"].options is incomplete: cut\\u{a}short; \"nodev\" is not among the members that are known");
  CHECK(Unknown("{ o for o in h.mounts[\"/srv\"].options } == good_macs") ==
        "h.mounts[\"/srv\"].options is incomplete: cut\\u{a}short");
  CHECK(Unknown("count(h.mounts[\"/srv\"].options) == 0") ==
        "count(h.mounts[\"/srv\"].options) is at least 0: h.mounts[\"/srv\"].options is incomplete: cut\\u{a}short");
  CHECK(Reason("require all u in h.users : no name, f in u.files : f.owner == 0", Verdict::kError) ==
        "h.users[0] (name \"eve\").files is in error: garbled");
  CHECK(Reason("when h.packages[\"auditd\"] is present require h.tries is present", Verdict::kUnknown) ==
        "cannot tell whether it applies: h.packages[\"auditd\"] is unknown: permission denied");
}

TEST_CASE("a set made of a collection in error blames the collection, not a member that nothing looked at") {
  CHECK(Reason("require { l.name for l in h.links where l.uid >= 0 } == { \"root\" }", Verdict::kError) ==
        "h.links is in error: expected list of account, found int");
}

TEST_CASE("what the host wrote cannot drive a terminal") {
  CHECK(Fail("h.banner == \"none\"") == "h.banner is \"Debian\\u{1b}[2J 12\", expected \"none\"");
  CHECK(Fail("h.enabled") == "h.enabled (/etc/\\u{202e}vil:1) is false, expected true");
}

TEST_CASE("a rule that does not apply states what is, without a wish") {
  CHECK(Skipped("h.enabled is present and h.enabled") == "does not apply: h.enabled (/etc/\\u{202e}vil:1) is false");
  CHECK(Skipped("h.tries is present and h.tries in 1..4") ==
        "does not apply: h.tries (/etc/ssh/sshd_config:12) is 6, outside 1..4");
  CHECK(Skipped("h.packages[\"aide\"] is present") == "does not apply: h.packages[\"aide\"] is absent");
}

TEST_CASE("every part that fails is told; a grade says what decided") {
  CHECK(Reason("require h.tries <= 4 require h.umask == 0077", Verdict::kFail) ==
        "h.tries (/etc/ssh/sshd_config:12) is 6, expected at most 4; h.umask is 0022, expected 0077");
  CHECK(Reason("grade { affirming when h.tries == 1 warning when h.tries == 6 otherwise contraindicated }",
               Verdict::kFail) == "graded warning: h.tries (/etc/ssh/sshd_config:12) is 6");
  CHECK(Reason("grade { affirming when h.tries == 1 otherwise contraindicated }", Verdict::kFail) ==
        "graded contraindicated: no condition before `otherwise` holds: h.tries (/etc/ssh/sshd_config:12) is 6, not 1");
}

TEST_CASE("a time is told as a time, and a difference with the claim in it") {
  CHECK(Fail("all u in h.accounts where u.changed is present : now - u.changed <= 90 days") ==
        "now - h.accounts[1] (name \"eve\").changed (/etc/passwd:2) is 365 days, expected at most 90 days");
}

TEST_CASE("spelling: modes, durations, quotes, and what may be shown") {
  CHECK(ModeText(0640) == "0640");
  CHECK(ModeText(01777) == "01777");
  CHECK(ModeText(0) == "0000");
  CHECK(DurationText(0) == "0 seconds");
  CHECK(DurationText(86400) == "1 day");
  CHECK(DurationText(-7200) == "-2 hours");
  CHECK(DurationText(61) == "61 seconds");
  CHECK(QuotedText("a\"\\\n\t\r\x01z") == R"("a\"\\\n\t\r\u{1}z")");
  CHECK(Printable("é\xff\x1b\xe2\x80\xae") == "é\\x{ff}\\u{1b}\\u{202e}");
  CHECK(CutText("aéb", 2) == "a…");
  CHECK(CutText("aéb", 4) == "aéb");
}

}  // namespace
}  // namespace mps
