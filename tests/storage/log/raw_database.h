#ifndef CHANCERY_TESTS_STORAGE_LOG_RAW_DATABASE_H_
#define CHANCERY_TESTS_STORAGE_LOG_RAW_DATABASE_H_

#include <string>

namespace chancery {

// Change one key of a closed log's database behind its back, as damage would.
// `log_path` is the log's directory, `family` a column family by its name. A
// failure fails the test.
void RawPut(const std::string& log_path, const std::string& family,
            const std::string& key, const std::string& value);
void RawDelete(const std::string& log_path, const std::string& family,
               const std::string& key);

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_LOG_RAW_DATABASE_H_
