#ifndef CHANCERY_SERVICE_PARSER_HTML_ENTITIES_H_
#define CHANCERY_SERVICE_PARSER_HTML_ENTITIES_H_

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace chancery {

// Reads character references of HTML. One object reads one page.
class EntityReader {
 public:
  // The reference at the front of `text`, which begins with '&': its bytes go
  // to `character` and its length is returned; 0 when it is none.
  std::size_t Read(absl::string_view text, std::string& character);

 private:
  const std::string& Named(absl::string_view reference);

  // "&eacute;" to its UTF-8; empty for a name that HTML does not know.
  absl::flat_hash_map<std::string, std::string> named_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HTML_ENTITIES_H_
