// Keys and signatures made once with another tool (the openssl command) for these tests; they protect nothing.
// All signatures are over the seven bytes `message`.
#pragma once

#include <string_view>

namespace mps::crypto::fixture {

// P-256, SEC 1 form with its parameters block before it.
inline constexpr std::string_view kSec1 =
    "-----BEGIN EC PARAMETERS-----\n"
    "BggqhkjOPQMBBw==\n"
    "-----END EC PARAMETERS-----\n"
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEIKMD0zb9QRqeEIee3SuyAL/X5J1p/pMWvTgzAT/YoaM7oAoGCCqGSM49\n"
    "AwEHoUQDQgAE+HgN/owv3eQkIN08h9Mjn9DJtR+qiXwOYQXEbOhj7XicZYzokg0S\n"
    "q2W0EyImUAo+te3zHBVwvJf7V/UopiCtbw==\n"
    "-----END EC PRIVATE KEY-----\n";
// Its public key.
inline constexpr std::string_view kSec1Public =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+HgN/owv3eQkIN08h9Mjn9DJtR+q\n"
    "iXwOYQXEbOhj7XicZYzokg0Sq2W0EyImUAo+te3zHBVwvJf7V/UopiCtbw==\n"
    "-----END PUBLIC KEY-----\n";
// A self-signed certificate for it.
inline constexpr std::string_view kCertificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBfTCCASOgAwIBAgIULVj0S8A+J/YXWSlqeJOXbNzsOsswCgYIKoZIzj0EAwIw\n"
    "EzERMA8GA1UEAwwIbXBzLXRlc3QwIBcNMjYxMTIxMDI0ODA2WhgPMjEyNjEwMjgw\n"
    "MjQ4MDZaMBMxETAPBgNVBAMMCG1wcy10ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0D\n"
    "AQcDQgAE+HgN/owv3eQkIN08h9Mjn9DJtR+qiXwOYQXEbOhj7XicZYzokg0Sq2W0\n"
    "EyImUAo+te3zHBVwvJf7V/UopiCtb6NTMFEwHQYDVR0OBBYEFNCeGngPIRlGYlfD\n"
    "cNK0Ryk0uSEgMB8GA1UdIwQYMBaAFNCeGngPIRlGYlfDcNK0Ryk0uSEgMA8GA1Ud\n"
    "EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgB1wzbgrd8k/8QCJ5q++ThHD8\n"
    "OiEbgGuw4zCTmjeEXxcCIQCM547n3CAay82woCt336myk/mbhY5Q2DBz+TgRpynV\n"
    "5A==\n"
    "-----END CERTIFICATE-----\n";
// It under a pass phrase.
inline constexpr std::string_view kEncrypted =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjYlM/A8SfQqwICCAAw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMzneaoKzgCvrlAjsugueR4EgZDD\n"
    "7U2prN/ZU3DHHr8UFCNERfZ8+UxkkzJNuaIi3+wJslS14UX3vO6dBhYUEgchncHM\n"
    "SrAxDDvUfdumnoXSTwLEGhZFz9gNbWw39+7Okvs1ffxH4K+G7sYFsad4VBemIKXd\n"
    "EzpMuIHjDjpbrOTBR6oBIT+P/ZRXJGTwj9kZNHuPKAVIOSsOYBFRu4HAjOK1dfA=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";
// RSA of 2048 bits, PKCS #1 form.
inline constexpr std::string_view kPkcs1 =
    "-----BEGIN RSA PRIVATE KEY-----\n"
    "MIIEpQIBAAKCAQEA51DnLYPVLR0mqj9CocnPm+Cwmq3adKehkJZNCQCo1vOM07vW\n"
    "Z4yUxEi9F+RN+GbH1mXcdJEgHVfQvq3dlCAlz33MOs/pLFhzbcAWeTqX3MwBTPrB\n"
    "X4i5zJcGEV8UX+/kSHRBsc25xfu7vRgd78Zb9du0u1l5iXDSBTDggRNIFxkuvnNo\n"
    "f2U44VSUrKUAMs5TGqpe/DAi8iHmQAcuFHQE/rDOCsPQWIFZRKPq/ffbi/aijEHd\n"
    "gU1XIeo24wd4hIKV/7ppg1BxyZ5xUehSLDpJhGPM5Xm/Cmx/ll1NrWHzE+SlAGT4\n"
    "eh5igqJUPDA6wk5p/9w+M2MfvAGDsJNOkZ5EmwIDAQABAoIBAAOtD/dztGQSpgYn\n"
    "mjX7AI8gG35hy+p1rYYgNVoyxfwgg7jrr8UWgVi7NTIXgTu02nEoTkAV/FYrCpi1\n"
    "J6POfPtWqvO2USTQxQjV+CV2DmrGXTDtfTw47ob3UXPeOHMr20theZfLRqwES5/+\n"
    "LZ+dXeHC25Tsn5dVESle9PpoJYmkZ5LDI5bJNbYerz3sN0tCqCUVrrtbdXg3L+y4\n"
    "3bI5zo4FouyZ3ccwfQynOkePf/SOJlG6opbSbovs15Dk/ABY8GICvorXhJ6gLwmW\n"
    "5yukShZ+ngfAtOZEzI11ONW3tWafu8sNcJ4W53jUTE9dqfxqeQNCu1slEjlE9MoV\n"
    "A5kVsLECgYEA+LhvKXoZ+05NSEZZrGDaLiBTRAFcy1iOrRMnmrvpVPqc5b9lzU7J\n"
    "0IKldqdHoUgQrKzkHRvUDoarptDPx2oVssMiC1J58SmKYWhqfFSZOoTiqa1zWZqm\n"
    "eLlNLs44W5MzBSTZmw6VHCLNa8Ah+7VMIyeJmN93x1ZDDeEEK/+ZlVECgYEA7hYQ\n"
    "cyYI4Bbs6LObxf/uJUmHsiL3hGpX1A0YAa/sM3APQBv6vRgnUG9WWB+u/qU1geKS\n"
    "pKGwf3RveqDkRL8/mp2IIdNrV+kBlkwSW2xY+6IM3k3Xx6O2GAGenLxfBidQD/6i\n"
    "63wfUf4PX8elNBfVjw16b8YcaiJZynqvC3DjMCsCgYEA5v1a99lXQeaxrXrwk0AL\n"
    "wSTyT8k4Jf4j26dbc8Aq7molxtWftTIECisbgnvO8YFdQxD6dfI/WhJGXpG1No1W\n"
    "g4PoHT3G1GtxAhAYPUnQWOHLJCxbYY9YJexqOxr4ikvF6XQUyIWdg9jqkLSKmxsA\n"
    "D/ILPzfjJPT/J2egGUCzoVECgYEAv4jqlOgtTbHDx3TuxXweJssfqlRtEY7Ht2UN\n"
    "QhY4DC2DZ0zbC5LJ1fCr4tsiWeOoxyPyWxVkuzR9loam/RNqZMWExcmi2qctyq7K\n"
    "OdhRQaZded3f0NDIZkmvQ2Jbg8TOqP9uK8nAHKMp1SD0q5LdEGeEbzVOmKen2reV\n"
    "6LtZWd8CgYEAyTFwAzSLu71LQth5bTdUm7Jhh6R3qpbwNALCG/RkGREUx7AfUyFZ\n"
    "X9NzcpjiQlw52fSla4AfPMOL8zjkATrD5jrJ0BPiBM3sDL1tIOYNUhD4b1Jr6RoG\n"
    "MyzPLWGXJ8VFQM5FOSwH2wNsi6zKVJq6j2DQJiiA8hWsi3xO1/BPTXU=\n"
    "-----END RSA PRIVATE KEY-----\n";
// P-256 by explicit parameters instead of by name.
inline constexpr std::string_view kExplicitCurve =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA\n"
    "AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////\n"
    "///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd\n"
    "NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5\n"
    "RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA\n"
    "//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABApJUwVtOWRHQMIjlwOtsunJ\n"
    "pE0YHF3iFnW9PZB+MHkgEcFLldzQODTobSypA3x7TPc/tcDGBwWadYgp8T+GRzg=\n"
    "-----END PUBLIC KEY-----\n";
// A key of type id-RSASSA-PSS: SHA-256, salt of 32.
inline constexpr std::string_view kPss =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBVjBBBgkqhkiG9w0BAQowNKAPMA0GCWCGSAFlAwQCAQUAoRwwGgYJKoZIhvcN\n"
    "AQEIMA0GCWCGSAFlAwQCAQUAogMCASADggEPADCCAQoCggEBAKVtxGaUwOLaggAD\n"
    "5GUcdgEcgypIm2Yfh+ZbYwejs+tVc5MVe4i8Ucyq0lRGe84tnW0JofsR0CDUO6Ty\n"
    "6i8wPphQSgbJgKTVLnZ68KsnNMXLLtTGeIql3z1n8XT+EoK9Dg+cx/JnCtkSwpU8\n"
    "3AhqA+9k2rMXkFqrTwObtoUzU3g6AjFVzAAJP0CGjUuOS4O21q4H+rZaptNe2baW\n"
    "CWfNy7Az8jHYWLlrr5iMYCnnvhICacyjKxST0YUD+khkagcDKOm9OX57C5G+gVIK\n"
    "3hBX2i+QqMNyPbmo4UXqu17XVl3KGOtlEKapR20e95aHpoOQFUAR4xURme07co5e\n"
    "YBhVfsECAwEAAQ==\n"
    "-----END PUBLIC KEY-----\n";
inline constexpr std::string_view kEd448 =
    "-----BEGIN PUBLIC KEY-----\n"
    "MEMwBQYDK2VxAzoA5yEkSbwkjvUpcXzY6mY+ZcDok3iFwSlSQwS2/RpcxheUYUQu\n"
    "wOQp6TnPQNbptrSfg5cX0zEjD0AA\n"
    "-----END PUBLIC KEY-----\n";
inline constexpr std::string_view kSecp256k1 =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEul+eVv+lzoitiUNCY1isqW6SEP2VtPXI\n"
    "4dCy1957GNcoODhWWt23hXEKCj1Neltklz+HhZbMqo6E6zatXkhsoQ==\n"
    "-----END PUBLIC KEY-----\n";
// A curve that is not used here.
inline constexpr std::string_view kP224 =
    "-----BEGIN PUBLIC KEY-----\n"
    "ME4wEAYHKoZIzj0CAQYFK4EEACEDOgAEw9yLdVaqAPSJvEHq6zZZowtBLDXqclU/\n"
    "bCVskgOnbQ1zxnJ2WWZ35+zkd0NHkoXJf9V8qiSbkC4=\n"
    "-----END PUBLIC KEY-----\n";
// ECDSA with SHA-256, DER.
inline constexpr std::string_view kSec1Der =
    "304502205fb7d6b5c95bb0d1ab5070ee890293d135ead6feab556c15f19abf3411a090f8022100b5fb5d0e5fe0e14f33497c"
    "895d88b3f0b9d07a48ae51dbc1d34fb614d67bc423";
inline constexpr std::string_view kPssSignature =
    "921c5e2db821fff9ae4b553447690689eaab29b29271b83452adb8281d15d6a0adc012f21f2f03938c5b3c5256df04a2e2ed"
    "ed39d52664329616a26cd7b54f602a13ee4ade2b41aa1a31a0d79cd332f19771b5969039852bb5d206cd97fce4dedb4edacb"
    "73ec2dd74a207f7e1c9c93cd3d1219b201cfbf76e2dcc870a292285d20daaf24b26fb4f5329e9b95edbf7ee03fcbba36a602"
    "20c2347ac5621d5d082abb77022594839d55c8c88873cd8511da35452584a17a6eee5be532443bb805fdb152e5ce5942c2f3"
    "7d259b47655e1e223002dd5b8e21dc6ec4d2c89339d094bdfd65982ef22373978eeb4beba0fcab4cd2d6fa22bc8364de2cc4"
    "af5e1278bd86";
inline constexpr std::string_view kEd448Signature =
    "d72a253c4ea6b7b49be38cff4ac600d9752382c08382a680a230d298644924b7881b9858bc76749ea750900b2f04017c126d"
    "f489dc9aedde003d46a2ef7ab935703e51ff1403a6c5b91daa6113ae9b9216349b37b5c99a05d37a8df77d777117e3d780f6"
    "20147dcaab4da83e8efcf6620c00";
// ECDSA with SHA-256, DER.
inline constexpr std::string_view kSecp256k1Der =
    "3046022100c89661e32749e4d01cd40eea8bc474bfcf205fd55f9b0297030d001ea32e79a1022100a096ded68ab58586f49c"
    "fb7951d5975a4e0d9afdab59395608feafaaf6da344e";

}  // namespace mps::crypto::fixture
