#ifndef CHANCERY_SERVICE_PARSER_FORM_SIGNS_H_
#define CHANCERY_SERVICE_PARSER_FORM_SIGNS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "re2/set.h"

namespace chancery {

// How much speaks for each form, by the form's id without its years: the
// signs of "MOFA-JP" are those of MOFA-JP-1 to MOFA-JP-6.
using FormWeights = std::map<std::string, int>;

// The weight from which on a form is told by its signs.
inline constexpr int kFormWeight = 3;
// The weight from which on the text need not name the publisher's state.
inline constexpr int kSureWeight = 5;

// The signs of forms.txt: marks by which a text shows who published it.
// Immutable; thread-safe.
class FormSigns {
 public:
  static const FormSigns& Get();

  // Weighs the signs in the lines and words of a text's beginning and end.
  FormWeights Weigh(absl::string_view shadow) const;

  // Adds the signs of a text whose first person holds `office` for `party`.
  // Each weighs `weight_max` at most.
  void AddOffice(absl::string_view party, absl::string_view office,
                 int weight_max, FormWeights& weights) const;

  // The office whose holder the form reports on, told by a sign that does by
  // itself; empty when there is none or several.
  std::string OfficeOf(absl::string_view form) const;

  // The publishers of all forms, sorted.
  std::vector<std::string> Publishers() const;

  // Who publishes the form; empty for one that is not known.
  std::string PublisherOf(absl::string_view form) const;

 private:
  struct Sign {
    std::string form;
    int weight = 0;
  };
  struct OfficeSign {
    Sign sign;
    std::string office;
  };
  explicit FormSigns(absl::string_view data);
  void Read(absl::string_view line);
  static void Count(const std::vector<int>& found,
                    const std::vector<Sign>& signs, std::vector<bool>& seen,
                    FormWeights& weights);

  std::vector<Sign> line_signs_;  // By the pattern's index in lines_.
  std::vector<Sign> word_signs_;
  std::vector<OfficeSign> office_signs_;
  std::unique_ptr<RE2::Set> lines_;
  std::unique_ptr<RE2::Set> words_;
  std::map<std::string, std::string, std::less<>> publishers_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_FORM_SIGNS_H_
