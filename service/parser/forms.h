#ifndef CHANCERY_SERVICE_PARSER_FORMS_H_
#define CHANCERY_SERVICE_PARSER_FORMS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "chancery/v1/readout.pb.h"
#include "re2/re2.h"
#include "service/parser/form_signs.h"

namespace chancery {

// What data/forms.txt says: which lines are no content, which words report a
// contact, and which form a readout has. Immutable; thread-safe.
class Forms {
 public:
  static const Forms& Get();

  // A line of the site, not of the readout ("Press Releases"), or a closing
  // formula ("Back to Index").
  bool IsChrome(absl::string_view line) const;
  // A line behind which nothing is content ("Related Posts").
  bool EndsText(absl::string_view line) const;
  // A line between title and body that names the issuing ministry.
  bool IsByline(absl::string_view line) const;
  // A sentence about the contact itself that opens no record.
  bool IsLogistics(absl::string_view sentence) const;
  // A title that says that the text is something else than a readout.
  bool IsOtherTitle(absl::string_view title) const;
  // Words that report a contact between two parties.
  bool ReportsContact(absl::string_view text) const;
  // The mode that the first matching text of `texts` names.
  v1::ContactMode Mode(const std::vector<absl::string_view>& texts) const;
  // True where every readout of `publisher` bears its date.
  bool BearsDate(absl::string_view publisher) const;
  // The form of `publisher`'s readouts of `year` (0: not known) whose signs
  // weigh most; "GENERAL" when none is known.
  std::string Form(absl::string_view publisher, int year,
                   const FormWeights& weights) const;

 private:
  using Pattern = std::unique_ptr<const RE2>;
  struct ModeRule {
    v1::ContactMode mode;
    Pattern pattern;
  };
  struct FormRule {
    std::string id;
    int from;
    int until;
    std::string publisher;
  };
  explicit Forms(absl::string_view data);

  Pattern chrome_;
  Pattern end_;
  Pattern byline_;
  Pattern logistics_;
  Pattern other_title_;
  Pattern contact_;
  std::vector<ModeRule> modes_;
  std::vector<FormRule> forms_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_FORMS_H_
