#include "proto/values/checkpoint.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"

namespace chancery {
namespace {

constexpr absl::string_view kOrigin = "archive.example/log";

// RFC 8032, 7.1, test 1: the private key, and the public key it has.
const char* const kPrivateKeyHex =
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const char* const kPublicKeyHex =
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

CheckpointSigner Signer(absl::string_view origin = kOrigin) {
  return *CheckpointSigner::Make(origin,
                                 absl::HexStringToBytes(kPrivateKeyHex));
}

TEST(CheckpointTest, WhatWasSignedIsWhatIsRead) {
  const CheckpointSigner signer = Signer();
  const TreeHash root = HashLeaf("a");

  const auto read =
      VerifyCheckpoint(signer.Sign(1024, root), signer.VerifierKey());

  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, (Checkpoint{std::string(kOrigin), 1024, root}));
}

TEST(CheckpointTest, ANoteHasTheFormThatC2spGives) {
  const std::string note = Signer().Sign(7, EmptyTreeRoot());

  EXPECT_TRUE(absl::StartsWith(
      note,
      "archive.example/log\n7\n47DEQpj8HBSa+/"
      "TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\xe2\x80\x94 archive.example/log "))
      << note;
  EXPECT_TRUE(absl::EndsWith(note, "\n"));
}

TEST(CheckpointTest, AVerifierKeyHoldsThePublicKeyOfRfc8032) {
  const std::string text = Signer().VerifierKey();

  std::string key;
  ASSERT_TRUE(absl::Base64Unescape(text.substr(text.find('+', 20) + 1), &key));
  EXPECT_EQ(absl::BytesToHexString(key), absl::StrCat("01", kPublicKeyHex));
}

TEST(CheckpointTest, ASignerKeySurvivesItsText) {
  const auto again = CheckpointSigner::FromText(Signer().ToText());

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->VerifierKey(), Signer().VerifierKey());
  EXPECT_FALSE(CheckpointSigner::FromText(Signer().VerifierKey()).ok());
  EXPECT_FALSE(CheckpointSigner::FromText(
                   absl::StrReplaceAll(Signer().ToText(), {{"log", "lag"}}))
                   .ok());
}

TEST(CheckpointTest, NoAlteredNoteIsAccepted) {
  const CheckpointSigner signer = Signer();
  const std::string note = signer.Sign(1024, HashLeaf("a"));
  for (std::size_t i = 0; i < note.size(); ++i) {
    for (const char bit : {1, 2, 8, 32}) {
      std::string altered = note;
      altered[i] = static_cast<char>(altered[i] ^ bit);
      const auto read = VerifyCheckpoint(altered, signer.VerifierKey());
      EXPECT_FALSE(read.ok()) << i << ": " << altered;
    }
  }
}

TEST(CheckpointTest, AnotherKeysSignatureDoesNotCount) {
  const auto other = CheckpointSigner::Make(kOrigin, std::string(32, 'k'));
  const std::string note = other->Sign(3, EmptyTreeRoot());

  EXPECT_EQ(VerifyCheckpoint(note, Signer().VerifierKey()).status().code(),
            absl::StatusCode::kPermissionDenied);
  // A note may be signed by several; one that is known is enough.
  const std::string mine = Signer().Sign(3, EmptyTreeRoot());
  const std::string both = absl::StrCat(note, mine.substr(mine.rfind("\xe2")));
  EXPECT_TRUE(VerifyCheckpoint(both, Signer().VerifierKey()).ok());
}

TEST(CheckpointTest, RubbishIsRefused) {
  const std::string key = Signer().VerifierKey();
  for (const char* const note :
       {"", "\n", "\n\n", "a\n1\nb\n\n", "x\n\n\xe2\x80\x94 x y\n"}) {
    EXPECT_FALSE(VerifyCheckpoint(note, key).ok()) << note;
  }
  for (const char* const bad : {"", "a+b", "a+00000000+AAAA", "+++"}) {
    EXPECT_FALSE(VerifyCheckpoint(Signer().Sign(1, HashLeaf("")), bad).ok());
  }
  EXPECT_FALSE(CheckpointSigner::Make("two words", std::string(32, 'k')).ok());
  EXPECT_FALSE(CheckpointSigner::Make("a+b", std::string(32, 'k')).ok());
  EXPECT_FALSE(CheckpointSigner::Make("a", "short").ok());
}

}  // namespace
}  // namespace chancery
