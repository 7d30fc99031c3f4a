#ifndef CHANCERY_SERVICE_PARSER_CROSSREFS_H_
#define CHANCERY_SERVICE_PARSER_CROSSREFS_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/readout.pb.h"
#include "chancery/v1/record.pb.h"

namespace chancery {

// An act in the codes of other vocabularies.
struct Crossref {
  std::string cameo;   // "036"
  std::string plover;  // "AGREE"; empty where PLOVER drops the act.
};

// The table of data/crossrefs.txt. Immutable; thread-safe.
class Crossrefs {
 public:
  static const Crossrefs& Get();

  // The codes of `act`; empty ones for ACT_UNSPECIFIED.
  const Crossref& Of(v1::Act act) const;

  // The codes of a touch in a contact of this mode: consultation, by telephone
  // or otherwise.
  static Crossref OfTouch(v1::ContactMode mode);

 private:
  explicit Crossrefs(absl::string_view data);

  absl::flat_hash_map<int, Crossref> by_act_;
  Crossref none_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_CROSSREFS_H_
