#include "tests/storage/log/raw_database.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "gtest/gtest.h"
#include "rocksdb/db.h"

namespace chancery {
namespace {

using Edit =
    std::function<rocksdb::Status(rocksdb::DB&, rocksdb::ColumnFamilyHandle*)>;

void EditFamily(const std::string& log_path, const std::string& family,
                const Edit& edit) {
  const std::string path = log_path + "/db";
  std::vector<std::string> names;
  ASSERT_TRUE(
      rocksdb::DB::ListColumnFamilies(rocksdb::DBOptions(), path, &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string& name : names) {
    families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  ASSERT_TRUE(
      rocksdb::DB::Open(rocksdb::DBOptions(), path, families, &handles, &opened)
          .ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == family) {
      EXPECT_TRUE(edit(*db, handles[i]).ok());
    }
  }
  for (auto* handle : handles) {
    EXPECT_TRUE(db->DestroyColumnFamilyHandle(handle).ok());
  }
}

}  // namespace

void RawPut(const std::string& log_path, const std::string& family,
            const std::string& key, const std::string& value) {
  EditFamily(log_path, family,
             [&](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* handle) {
               return db.Put(rocksdb::WriteOptions(), handle, key, value);
             });
}

void RawDelete(const std::string& log_path, const std::string& family,
               const std::string& key) {
  EditFamily(log_path, family,
             [&](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* handle) {
               return db.Delete(rocksdb::WriteOptions(), handle, key);
             });
}

}  // namespace chancery
