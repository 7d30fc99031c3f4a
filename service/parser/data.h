#ifndef CHANCERY_SERVICE_PARSER_DATA_H_
#define CHANCERY_SERVICE_PARSER_DATA_H_

#include "absl/strings/string_view.h"

namespace chancery {

// The files of service/parser/data, compiled in. Each file's head describes
// its lines.
extern const absl::string_view kDataCrossrefs;
extern const absl::string_view kDataForms;
extern const absl::string_view kDataLanguages;
extern const absl::string_view kDataLexicon;
extern const absl::string_view kDataParties;
extern const absl::string_view kDataPeople;
extern const absl::string_view kDataTaxonomy;

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DATA_H_
