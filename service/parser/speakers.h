#ifndef CHANCERY_SERVICE_PARSER_SPEAKERS_H_
#define CHANCERY_SERVICE_PARSER_SPEAKERS_H_

#include <optional>
#include <string>
#include <vector>

#include "service/parser/header.h"
#include "service/parser/lexicon.h"
#include "service/parser/mentions.h"

namespace chancery {

// Who performs an act.
struct Speaker {
  enum class Kind {
    kNobody,      // No subject that could.
    kSingle,      // One party.
    kJoint,       // All parties.
    kImpersonal,  // "it was agreed": all parties, unnamed.
    kOther,       // Somebody who takes no part.
  };
  Kind kind = Kind::kNobody;
  std::string party;  // kSingle only.
  // kJoint: those that the text names; empty for all.
  std::vector<std::string> members;
  int person = -1;   // Index into Header::persons, if known.
  bool low = false;  // Settled by a fallback.

  bool single() const { return kind == Kind::kSingle; }
  bool joint() const {
    return kind == Kind::kJoint || kind == Kind::kImpersonal;
  }
};

// Who has been speaking: settles names, offices, pronouns and turns of speech
// without a model of coreference. One object reads one readout, in its order.
class Speakers {
 public:
  explicit Speakers(const Header& header) : header_(header) {}

  // The principal whom the text never names beside an office: "the President"
  // is that one, where both hold the office.
  void SetUnnamed(int person) { unnamed_ = person; }

  // A new top-level number, heading or opening paragraph.
  void StartItem();
  // A new paragraph of the same item.
  void StartParagraph();
  // "X stated as follows", "they agreed on the following": what follows is X's
  // under that head, whose act each sentence does that has none of its own.
  void OpenBlock(const Speaker& speaker, const HeadMatch& head) {
    block_ = speaker;
    block_head_ = head;
  }
  const HeadMatch& block_head() const { return block_head_; }
  void CloseBlock() { block_.reset(); }
  const std::optional<Speaker>& block() const { return block_; }

  // Who `mention` stands for, when it is the subject of a main clause.
  Speaker Settle(const Mention& mention) const;
  // Notes that `speaker` was a subject.
  void Spoke(const Speaker& speaker, const Mention* mention);
  // The one who spoke last in this paragraph, for a clause without subject.
  Speaker Carried() const;
  // The other one of two: for "In response" without a subject.
  Speaker Counterpart(const Speaker& speaker) const;
  // True where `mention`, the subject inside what `speaker` says, is the
  // speaker's own side.
  bool IsOwn(const Mention& mention, const Speaker& speaker) const;

  const Header& header() const { return header_; }

 private:
  Speaker Person(int index) const;
  // Of the holders of an office, the issuer's, where its readouts say the bare
  // office of nobody else; -1 for none.
  int IssuersOwn(const Mention& mention) const;

  // Whom "he" or "she" is before anybody has spoken: the issuer's principal,
  // who met the other one in the preamble; nobody if the issuer has several.
  Speaker Opener() const;

  const Header& header_;
  int unnamed_ = -1;
  std::optional<Speaker> block_;
  HeadMatch block_head_;
  Speaker last_;       // Last single human subject.
  Speaker paragraph_;  // Last subject of this paragraph.
};

// The one principal whom no paragraph names behind an office ("President A"),
// by index; -1 for none or several.
int UnnamedPrincipal(const Tokens& tokens, const Layout& layout,
                     const Header& header);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_SPEAKERS_H_
