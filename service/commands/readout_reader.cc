#include "service/commands/readout_reader.h"

#include "service/parser/registry.h"

namespace chancery {

ReadoutReader BuiltInReader(const Registry* registry) {
  if (registry == nullptr) registry = &Registry::BuiltIn();
  ReadoutReader reader;
  reader.versions.set_parser_version(std::string(ParserVersion()));
  reader.versions.set_lexicon_version(std::string(LexiconVersion()));
  reader.versions.set_taxonomy_version(std::string(TaxonomyVersion()));
  reader.versions.set_registry_sha256(registry->digest());
  reader.read = [registry](absl::string_view text, ParseOptions options) {
    if (options.registry == nullptr) options.registry = registry;
    return ParseReadout(text, options);
  };
  return reader;
}

bool IsReadBy(const ReadoutReader& reader, const v1::ReadoutHeader& header) {
  const v1::Lineage& versions = reader.versions;
  return header.parser_version() == versions.parser_version() &&
         header.lexicon_version() == versions.lexicon_version() &&
         header.taxonomy_version() == versions.taxonomy_version() &&
         header.registry_sha256() == versions.registry_sha256();
}

}  // namespace chancery
