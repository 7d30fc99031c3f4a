#ifndef CHANCERY_SERVICE_PARSER_TITLE_PARTIES_H_
#define CHANCERY_SERVICE_PARSER_TITLE_PARTIES_H_

#include <string>
#include <vector>

#include "service/parser/layout.h"
#include "service/parser/tokens.h"

namespace chancery {

// The parties that the title names, in its order: "Japan-Russia", "Russian
// Foreign Minister". A compound of two says it all: what follows may be where
// they met. `tokens` are those of the whole text.
std::vector<std::string> PartiesOfTitle(const Tokens& tokens,
                                        const Layout& layout);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TITLE_PARTIES_H_
