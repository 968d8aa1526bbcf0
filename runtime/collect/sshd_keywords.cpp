#include "collect/sshd_keywords.h"

#include <algorithm>

namespace mps::collect {
namespace {

constexpr std::string_view kSignatures =
    "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp384-cert-v01@openssh."
    "com,"
    "ecdsa-sha2-nistp521-cert-v01@openssh.com,sk-ssh-ed25519-cert-v01@openssh.com,"
    "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,"
    "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,"
    "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256";

using enum SshdKind;

// Values as printed by `sshd -T -f /dev/null` of openssh-server 1:9.2p1-2+deb12.
constexpr SshdKeyword kKeywords[] = {
    {"acceptenv", kEach, ""},
    {"addressfamily", kFlag, "any"},
    {"allowagentforwarding", kFlag, "yes"},
    {"allowgroups", kEach, ""},
    {"allowstreamlocalforwarding", kFlag, "yes"},
    {"allowtcpforwarding", kFlag, "yes"},
    {"allowusers", kEach, ""},
    {"authenticationmethods", kLine, "any"},
    {"authorizedkeyscommand", kLine, "none"},
    {"authorizedkeyscommanduser", kWord, "none"},
    {"authorizedkeysfile", kLine, ".ssh/authorized_keys .ssh/authorized_keys2"},
    {"authorizedprincipalscommand", kLine, "none"},
    {"authorizedprincipalscommanduser", kWord, "none"},
    {"authorizedprincipalsfile", kWord, "none"},
    {"banner", kWord, "none"},
    {"casignaturealgorithms", kAlgorithms,
     "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,"
     "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256"},
    {"channeltimeout", kLine, ""},
    {"chrootdirectory", kWord, "none"},
    {"ciphers", kAlgorithms,
     "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com"},
    {"clientalivecountmax", kWord, "3"},
    {"clientaliveinterval", kTime, "0"},
    {"compression", kFlag, "yes"},
    {"debianbanner", kFlag, ""},
    {"denygroups", kEach, ""},
    {"denyusers", kEach, ""},
    {"disableforwarding", kFlag, "no"},
    {"exposeauthinfo", kFlag, "no"},
    {"fingerprinthash", kUpper, "SHA256"},
    {"forcecommand", kLine, "none"},
    {"gatewayports", kFlag, "no"},
    {"gssapiauthentication", kFlag, "no"},
    {"gssapicleanupcredentials", kFlag, "yes"},
    {"gssapikexalgorithms", kCommas,
     "gss-group14-sha256-,gss-group16-sha512-,gss-nistp256-sha256-,gss-curve25519-sha256-,gss-group14-sha1-,gss-gex-"
     "sha1-"},
    {"gssapikeyexchange", kFlag, "no"},
    {"gssapistorecredentialsonrekey", kFlag, "no"},
    {"gssapistrictacceptorcheck", kFlag, "yes"},
    {"hostbasedacceptedalgorithms", kAlgorithms, kSignatures},
    {"hostbasedauthentication", kFlag, "no"},
    {"hostbasedusesnamefrompacketonly", kFlag, "no"},
    {"hostcertificate", kEach, ""},
    {"hostkey", kEach, "/etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_ecdsa_key /etc/ssh/ssh_host_ed25519_key"},
    {"hostkeyagent", kWord, "none"},
    {"hostkeyalgorithms", kAlgorithms, kSignatures},
    {"ignorerhosts", kFlag, "yes"},
    {"ignoreuserknownhosts", kFlag, "no"},
    {"ipqos", kLine, "lowdelay throughput"},
    {"kbdinteractiveauthentication", kFlag, "yes"},
    {"kerberosauthentication", kFlag, "no"},
    {"kerberosorlocalpasswd", kFlag, "yes"},
    {"kerberosticketcleanup", kFlag, "yes"},
    {"kexalgorithms", kAlgorithms,
     "sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org,"
     "ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,"
     "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256"},
    {"listenaddress", kEach, "[::]:22 0.0.0.0:22"},
    {"logingracetime", kTime, "120"},
    {"loglevel", kUpper, "INFO"},
    {"logverbose", kCommas, ""},
    {"macs", kAlgorithms,
     "umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
     "hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1"},
    {"maxauthtries", kWord, "6"},
    {"maxsessions", kWord, "10"},
    {"maxstartups", kWord, "10:30:100"},
    {"modulifile", kWord, "/etc/ssh/moduli"},
    {"passwordauthentication", kFlag, "yes"},
    {"permitemptypasswords", kFlag, "no"},
    {"permitlisten", kLine, "any"},
    {"permitopen", kLine, "any"},
    {"permitrootlogin", kFlag, "without-password"},
    {"permittty", kFlag, "yes"},
    {"permittunnel", kFlag, "no"},
    {"permituserenvironment", kWord, "no"},
    {"permituserrc", kFlag, "yes"},
    {"persourcemaxstartups", kWord, "none"},
    {"persourcenetblocksize", kWord, "32:128"},
    {"pidfile", kWord, "/run/sshd.pid"},
    {"port", kEach, "22"},
    {"printlastlog", kFlag, "yes"},
    {"printmotd", kFlag, "yes"},
    {"pubkeyacceptedalgorithms", kAlgorithms, kSignatures},
    {"pubkeyauthentication", kFlag, "yes"},
    {"pubkeyauthoptions", kLine, "none"},
    {"rdomain", kWord, ""},
    {"rekeylimit", kLine, "0 0"},
    {"requiredrsasize", kWord, "1024"},
    {"revokedkeys", kWord, "none"},
    {"securitykeyprovider", kWord, "internal"},
    {"setenv", kLine, ""},
    {"streamlocalbindmask", kWord, "0177"},
    {"streamlocalbindunlink", kFlag, "no"},
    {"strictmodes", kFlag, "yes"},
    {"subsystem", kEach, ""},
    {"syslogfacility", kUpper, "AUTH"},
    {"tcpkeepalive", kFlag, "yes"},
    {"trustedusercakeys", kWord, "none"},
    {"unusedconnectiontimeout", kTime, "none"},
    {"usedns", kFlag, "no"},
    {"usepam", kFlag, "no"},
    {"versionaddendum", kLine, "none"},
    {"x11displayoffset", kWord, "10"},
    {"x11forwarding", kFlag, "no"},
    {"x11uselocalhost", kFlag, "yes"},
    {"xauthlocation", kWord, "/usr/bin/xauth"},
};

}  // namespace

std::span<const SshdKeyword> SshdKeywords() { return kKeywords; }

const SshdKeyword* FindSshdKeyword(std::string_view lower_name) {
  auto at = std::lower_bound(std::begin(kKeywords), std::end(kKeywords), lower_name,
                             [](const SshdKeyword& keyword, std::string_view name) { return keyword.name < name; });
  return at != std::end(kKeywords) && at->name == lower_name ? at : nullptr;
}

std::string_view SshdKeywordOf(std::string_view lower_name) {
  struct Older {
    std::string_view old_name;
    std::string_view name;
  };
  static constexpr Older kOlder[] = {{"challengeresponseauthentication", "kbdinteractiveauthentication"},
                                     {"skeyauthentication", "kbdinteractiveauthentication"},
                                     {"dsaauthentication", "pubkeyauthentication"},
                                     {"hostbasedacceptedkeytypes", "hostbasedacceptedalgorithms"},
                                     {"hostdsakey", "hostkey"},
                                     {"keepalive", "tcpkeepalive"},
                                     {"pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms"}};
  for (const Older& older : kOlder)
    if (older.old_name == lower_name) return older.name;
  return lower_name;
}

}  // namespace mps::collect
