// A small city for the tests of this module, on both databases.
#pragma once
#include <gtest/gtest.h>

#include "kernel/area/area.hpp"
#include "support/on_both_databases.hpp"

namespace linli::area {

inline const std::string small_city =
    "代码,级别,上级代码,名称,英文名\n"
    "990200001001-01,网格,990200001001,第一网格,\n"  // children may stand before their parents
    "990200001001-02,网格,990200001001,第二网格,\n"
    "990200,市,,示例市,Sample City\n"
    "990202,区,990200,东湖区,East Lake\n"
    "990203,区,990200,西湖区,West Lake\n"
    "990200001,街道,990202,公园街道,\n"
    "990200001001,社区,990200001,豫章社区,Yuzhang\n";

class AreaTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {journal::migrations(), area::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        journal_ = std::make_unique<journal::Journal>(clock, ids);
        areas_ = std::make_unique<Areas>(store(), clock, ids, *journal_);
        areas_->refresh();
    }
    void TearDown() override {
        areas_.reset();
        OnBothDatabases::TearDown();
    }

    Areas& areas() { return *areas_; }
    const journal::Journal& journal() const { return *journal_; }
    ImportReport import(const ImportRequest& request, const Importer& importer = {}) {
        auto report =
            store().write([&](store::Tx& tx) { return areas_->import(tx, request, importer); });
        areas_->refresh();
        return report;
    }
    ImportReport import_csv(std::string text) {
        ImportRequest request;
        request.text = std::move(text);
        return import(request);
    }
    ImportReport import_geojson(std::string text) {
        ImportRequest request;
        request.format = ImportFormat::geojson;
        request.text = std::move(text);
        return import(request);
    }
    AreaId id(std::string_view code) const {
        const Area* area = areas_->tree()->by_code(code);
        return area ? area->id : AreaId{};
    }
    std::int64_t count(const char* table) {
        const std::string text = std::string("SELECT COUNT(*) FROM ") + table;
        return store().read([&](store::Tx& tx) {
            return tx.one<std::int64_t>(store::Sql{"test.count", text}).value_or(-1);
        });
    }

  private:
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<Areas> areas_;
};

}  // namespace linli::area
