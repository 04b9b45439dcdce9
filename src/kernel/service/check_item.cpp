// What item.yaml says by itself: words in both languages, legal bases, time limits.
#include "kernel/service/check_context.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

const std::set<std::string> area_levels{"city", "district", "street", "community", "grid"};
const std::set<std::string> result_kinds{"certificate", "notice", "payment"};

}  // namespace

void Checker::check_words() {
    if (item_.code != code_ || !is_code(item_.code))
        in_item("service.code", "code", {item_.code, code_});
    const auto need = [&](const std::string& text, const std::string& where) {
        if (text.empty()) in_item("service.words_missing", where, {where});
    };
    need(item_.zh, "zh"), need(item_.en, "en");
    need(item_.summary_zh, "summary_zh"), need(item_.summary_en, "summary_en");
    need(item_.guide_zh, "guide_zh"), need(item_.guide_en, "guide_en");
    need(item_.owner_zh, "owner_zh"), need(item_.owner_en, "owner_en");
    need(item_.fee.zh, "fee.zh"), need(item_.fee.en, "fee.en");
    need(item_.result.zh, "result.zh"), need(item_.result.en, "result.en");
    for (std::size_t i = 0; i < item_.materials.size(); ++i) {
        const auto& m = item_.materials[i];
        const std::string at = "materials[" + std::to_string(i) + "].";
        need(m.zh, at + "zh"), need(m.en, at + "en");
        if (m.hint_zh.empty() != m.hint_en.empty())
            need("", at + (m.hint_zh.empty() ? "hint_zh" : "hint_en"));
    }
    for (std::size_t i = 0; i < item_.steps.size(); ++i) {
        const std::string at = "steps[" + std::to_string(i) + "].";
        need(item_.steps[i].zh, at + "zh"), need(item_.steps[i].en, at + "en");
    }
}

void Checker::check_basis(const Basis& basis, const std::string& where) {
    if (basis.law.empty() || basis.article.empty()) in_item("service.basis_missing", where);
}

void Checker::check_bases() {
    if (item_.legal_basis.empty()) in_item("service.legal_basis_missing", "legal_basis");
    for (std::size_t i = 0; i < item_.legal_basis.size(); ++i)
        check_basis(item_.legal_basis[i], "legal_basis[" + std::to_string(i) + "]");
    for (std::size_t i = 0; i < item_.materials.size(); ++i)
        check_basis(item_.materials[i].basis, "materials[" + std::to_string(i) + "].basis");
    if (item_.time_limit.basis) check_basis(*item_.time_limit.basis, "time_limit.basis");
    if (item_.archive.basis) check_basis(*item_.archive.basis, "archive.basis");
}

void Checker::check_times() {
    const auto& limit = item_.time_limit;
    if (limit.legal.amount < 1) in_item("service.time_limit_missing", "time_limit.legal");
    if (limit.promised && limit.promised->unit != limit.legal.unit)
        in_item("service.promise_unit", "time_limit.promised");
    else if (limit.promised && limit.promised->amount > limit.legal.amount)
        in_item("service.promise_longer", "time_limit.promised");
    if (!limit.basis) in_item("service.time_basis_missing", "time_limit");
    if (item_.correction.amount < 1) in_item("service.correction_missing", "correction");
}

void Checker::check_rest() {
    if (item_.channels.empty()) in_item("service.channels_missing", "channels");
    if (!area_levels.contains(item_.area_level))
        in_item("service.area_level", "area_level", {item_.area_level});
    if (!result_kinds.contains(item_.result.kind))
        in_item("service.result_kind", "result.kind", {item_.result.kind});
    if (item_.fee.amount_fen < 0) in_item("service.fee", "fee.amount_fen");
    const auto& archive = item_.archive;
    if (archive.code.empty() || archive.years < 0 || (!archive.basis && archive.note.empty()))
        in_item("service.archive", "archive");
}

}  // namespace linli::service
