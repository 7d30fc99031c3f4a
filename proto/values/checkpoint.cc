#include "proto/values/checkpoint.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace chancery {
namespace {

constexpr char kEd25519 = '\1';  // signed-note's number for the algorithm.
constexpr std::size_t kKeyIdSize = 4;
constexpr std::size_t kSignatureSize = 64;
constexpr absl::string_view kPrivateKeyPrefix = "PRIVATE+KEY+";
constexpr absl::string_view kSignaturePrefix = "\xe2\x80\x94 ";  // U+2014.

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const uint8_t* Bytes(absl::string_view bytes) {
  return reinterpret_cast<const uint8_t*>(bytes.data());
}

absl::Status Malformed(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

bool IsOrigin(absl::string_view origin) {
  return !origin.empty() &&
         std::all_of(origin.begin(), origin.end(), [](char c) {
           return absl::ascii_isgraph(static_cast<unsigned char>(c)) &&
                  c != '+';
         });
}

std::string KeyId(absl::string_view name, absl::string_view public_key) {
  const std::string input =
      absl::StrCat(name, "\n", std::string(1, kEd25519), public_key);
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256(Bytes(input), input.size(), digest.data());
  return {digest.begin(), digest.begin() + kKeyIdSize};
}

// Strict: absl's reader also takes white space and the web's alphabet, and a
// text with two spellings could be altered without a trace.
bool DecodeBase64(absl::string_view text, std::string* bytes) {
  return absl::Base64Unescape(text, bytes) &&
         absl::Base64Escape(*bytes) == text;
}

// One key's text: "<name>+<key id, hex>+<base64 of %x01 key>".
struct KeyText {
  std::string name;
  std::string id;
  std::string key;
};

absl::StatusOr<KeyText> ParseKeyText(absl::string_view text) {
  // A base64 text may hold a "+" of its own: the first two divide.
  const std::vector<std::string> parts =
      absl::StrSplit(absl::StripAsciiWhitespace(text), absl::MaxSplits('+', 2));
  KeyText key;
  std::string bytes;
  if (parts.size() != 3 || !IsOrigin(parts[0]) ||
      parts[1].size() != 2 * kKeyIdSize || !DecodeBase64(parts[2], &bytes) ||
      bytes.size() != 1 + kEd25519KeySize || bytes[0] != kEd25519) {
    return Malformed(
        "a key has the form <name>+<key id in hex>+<base64>, for Ed25519");
  }
  return KeyText{parts[0], absl::HexStringToBytes(parts[1]), bytes.substr(1)};
}

std::string FormatKeyText(absl::string_view name, absl::string_view id,
                          absl::string_view key) {
  return absl::StrCat(
      name, "+", absl::BytesToHexString(id), "+",
      absl::Base64Escape(absl::StrCat(std::string(1, kEd25519), key)));
}

Key PrivateKey(absl::string_view bytes) {
  return {EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, Bytes(bytes),
                                       bytes.size()),
          &EVP_PKEY_free};
}

std::string SignBytes(absl::string_view private_key, absl::string_view text) {
  const Key key = PrivateKey(private_key);
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::string signature(kSignatureSize, '\0');
  std::size_t size = signature.size();
  const bool is_signed =
      key != nullptr &&
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) ==
          1 &&
      EVP_DigestSign(context.get(),
                     reinterpret_cast<uint8_t*>(signature.data()), &size,
                     Bytes(text), text.size()) == 1;
  ABSL_RAW_CHECK(is_signed && size == kSignatureSize, "OpenSSL has no Ed25519");
  return signature;
}

bool IsSignedBy(absl::string_view public_key, absl::string_view text,
                absl::string_view signature) {
  const Key key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(public_key),
                                  public_key.size()),
      &EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return key != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr,
                              key.get()) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                          Bytes(text), text.size()) == 1;
}

std::string CheckpointText(absl::string_view origin, uint64_t size,
                           const TreeHash& root) {
  return absl::StrCat(origin, "\n", size, "\n",
                      absl::Base64Escape(ToView(root)), "\n");
}

// Reads the text that is signed, which must be exactly what Sign writes: a
// text with two readings cannot be compared.
absl::StatusOr<Checkpoint> ParseText(absl::string_view text) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  Checkpoint checkpoint;
  std::string root;
  if (lines.size() < 4 || !absl::SimpleAtoi(lines[1], &checkpoint.size) ||
      !DecodeBase64(lines[2], &root)) {
    return Malformed("a tree head has three lines: origin, size, root");
  }
  const auto hash = ToTreeHash(root);
  if (!hash.ok()) return hash.status();
  checkpoint.origin = lines[0];
  checkpoint.root = *hash;
  if (CheckpointText(checkpoint.origin, checkpoint.size, checkpoint.root) !=
      text) {
    return Malformed("a tree head is not in its one form");
  }
  return checkpoint;
}

}  // namespace

absl::StatusOr<CheckpointSigner> CheckpointSigner::Make(
    absl::string_view origin, absl::string_view private_key) {
  if (!IsOrigin(origin)) {
    return Malformed(
        "a log's origin is printable ASCII without white space or \"+\"");
  }
  if (private_key.size() != kEd25519KeySize) {
    return Malformed("an Ed25519 private key has 32 bytes");
  }
  CheckpointSigner signer;
  signer.origin_ = std::string(origin);
  signer.private_key_ = std::string(private_key);
  signer.public_key_.resize(kEd25519KeySize);
  std::size_t size = signer.public_key_.size();
  const Key key = PrivateKey(private_key);
  ABSL_RAW_CHECK(
      key != nullptr &&
          EVP_PKEY_get_raw_public_key(
              key.get(), reinterpret_cast<uint8_t*>(signer.public_key_.data()),
              &size) == 1,
      "OpenSSL has no Ed25519");
  return signer;
}

absl::StatusOr<CheckpointSigner> CheckpointSigner::FromText(
    absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (!absl::ConsumePrefix(&text, kPrivateKeyPrefix)) {
    return Malformed("a signer key begins with PRIVATE+KEY+");
  }
  const auto parsed = ParseKeyText(text);
  if (!parsed.ok()) return parsed.status();
  auto signer = Make(parsed->name, parsed->key);
  if (signer.ok() &&
      KeyId(signer->origin_, signer->public_key_) != parsed->id) {
    return Malformed("the signer key's id does not fit its name and key");
  }
  return signer;
}

std::string CheckpointSigner::ToText() const {
  return absl::StrCat(
      kPrivateKeyPrefix,
      FormatKeyText(origin_, KeyId(origin_, public_key_), private_key_), "\n");
}

std::string CheckpointSigner::VerifierKey() const {
  return FormatKeyText(origin_, KeyId(origin_, public_key_), public_key_);
}

std::string CheckpointSigner::Sign(uint64_t size, const TreeHash& root) const {
  const std::string text = CheckpointText(origin_, size, root);
  return absl::StrCat(
      text, "\n", kSignaturePrefix, origin_, " ",
      absl::Base64Escape(absl::StrCat(KeyId(origin_, public_key_),
                                      SignBytes(private_key_, text))),
      "\n");
}

absl::StatusOr<std::string> OriginOf(absl::string_view verifier_key) {
  auto key = ParseKeyText(verifier_key);
  if (!key.ok()) return key.status();
  if (KeyId(key->name, key->key) != key->id) {
    return Malformed("the key's id does not fit its name and key");
  }
  return std::move(key->name);
}

absl::StatusOr<Checkpoint> VerifyCheckpoint(absl::string_view note,
                                            absl::string_view verifier_key) {
  const auto origin = OriginOf(verifier_key);
  if (!origin.ok()) return origin.status();
  const auto key = ParseKeyText(verifier_key);
  const std::size_t end = note.rfind("\n\n");
  if (end == absl::string_view::npos || note.back() != '\n') {
    return Malformed("a signed note is a text, an empty line and signatures");
  }
  const absl::string_view text = note.substr(0, end + 1);
  bool is_signed = false;
  for (absl::string_view line :
       absl::StrSplit(note.substr(end + 2), '\n', absl::SkipEmpty())) {
    std::string bytes;
    if (!absl::ConsumePrefix(&line, kSignaturePrefix)) {
      return Malformed("a signature's line begins with U+2014 and a blank");
    }
    if (!absl::ConsumePrefix(&line, absl::StrCat(key->name, " ")) ||
        !DecodeBase64(line, &bytes) ||
        bytes.size() != kKeyIdSize + kSignatureSize ||
        bytes.substr(0, kKeyIdSize) != key->id) {
      continue;  // Another key's.
    }
    is_signed |= IsSignedBy(key->key, text, bytes.substr(kKeyIdSize));
  }
  if (!is_signed) {
    return absl::PermissionDeniedError(
        absl::StrCat("no signature on the tree head is by ", key->name));
  }
  auto checkpoint = ParseText(text);
  if (checkpoint.ok() && checkpoint->origin != key->name) {
    return Malformed("the tree head is another log's");
  }
  return checkpoint;
}

}  // namespace chancery
