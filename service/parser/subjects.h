#ifndef CHANCERY_SERVICE_PARSER_SUBJECTS_H_
#define CHANCERY_SERVICE_PARSER_SUBJECTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/parser/clauses.h"
#include "service/parser/decide.h"
#include "service/parser/topics.h"

namespace chancery {

// What a clause is about.
struct Subject {
  std::string topic;
  std::vector<std::string> secondary;  // Sorted, without `topic`.
};

// Settles topics in the order of the text: the alias in the clause, the opener
// and the heading that govern it, the record before it, the title.
class Subjects {
 public:
  Subjects(absl::string_view text, const Tokens& tokens, const Header& header);

  // The document's title: the last resort before bilateral.relations.
  void ReadTitle(std::size_t first, std::size_t last);
  // A heading's topic governs the blocks under it; -1 tokens for none.
  std::string HeadingTopic(std::size_t first, std::size_t last) const;
  void StartItem(const std::string& heading_topic);
  void StartParagraph(const std::string& heading_topic);
  // What follows answers the point before.
  void StartAnswer();
  // Reads the opener ("Regarding X, ...") of the sentence, if it has one, and
  // its aliases.
  void StartSentence(const Sentence& sentence,
                     const std::vector<Clause>& clauses);
  // The topic of a clause, by its decision.
  Subject Resolve(const Sentence& sentence, const Clause& clause,
                  bool first_in_sentence, const Decision& decision);
  // The sentence was no record; what it names may be pointed back to.
  void EndSentence();

 private:
  std::string Pick(const std::vector<TopicHit>& hits, bool earliest) const;
  std::string Governing() const;
  std::string Before(bool answer) const;
  bool Replies(const Sentence& sentence, const Clause& clause) const;
  std::vector<TopicHit> HitsIn(std::size_t begin, std::size_t end) const;
  bool PointsBack(const Clause& clause, const TopicHit& hit) const;
  // What the aliases of one clause come to.
  struct Named {
    absl::string_view words;  // The clause.
    std::vector<TopicHit> specific;
    std::vector<TopicHit> general;
    std::vector<TopicHit> thirds;  // Other states, by their bare names.
    std::vector<TopicHit> aside;   // Secondary topics only.
    std::size_t spelled = 0;       // Byte where "including" ends, or 0.
    bool contact = false;          // The act is a contact of the two.
  };
  // subject_names.cc: what the words of a clause name.
  Named Sort(std::size_t begin, std::size_t end,
             const Decision& decision) const;
  void SetAside(Named& named) const;
  std::vector<TopicHit> Listed(const Named& named) const;
  bool Lists(const Named& named, const RE2& pattern) const;
  std::string FromList(const Named& named) const;
  static std::string Courtesy(absl::string_view words,
                              const Decision& decision);

  std::string FromNamed(const Clause& clause, const Named& named,
                        const Decision& decision) const;
  std::string FromContext(const Sentence& sentence, const Clause& clause,
                          const Named& named, const Decision& decision) const;
  std::string FromGeneral(const Clause& clause, const Named& named,
                          const Decision& decision) const;
  std::string FromSpecific(const std::vector<TopicHit>& specific,
                           bool touch) const;
  void Remember(const std::string& topic);

  absl::string_view text_;
  const Tokens& tokens_;
  const Header& header_;
  TopicCues cues_;
  std::string title_;
  std::string heading_;
  std::string opener_;
  std::string sentence_before_;  // First topic named in the sentence before.
  std::string in_sentence_;      // Of the record before it in the sentence.
  std::string in_paragraph_;
  std::string in_item_;
  std::string scene_;           // The last one that is not the two's own.
  std::string answered_;        // Of the last record of any paragraph.
  std::size_t opener_end_ = 0;  // Byte where the sentence's opener ends.
  std::size_t sentence_begin_ = 0;
  std::size_t sentence_end_ = 0;
  std::vector<TopicHit> hits_;    // Of the sentence.
  std::vector<TopicHit> thirds_;  // Of the sentence.
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_SUBJECTS_H_
