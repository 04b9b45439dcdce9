#include "store/table_changes.hpp"

#include <array>

namespace linli::store {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view next_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n(;"));
    text.remove_prefix(word.size());
    return word;
}

bool is_name(std::string_view word) {
    return !word.empty() &&
           word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == word.npos;
}

}  // namespace

TableChanges::Count& TableChanges::of(std::string_view table) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(table);
    return found != counts_.end() ? found->second
                                  : counts_.try_emplace(std::string(table)).first->second;
}

Written written_by(std::string_view sql) {
    const std::string_view verb = next_word(sql);
    for (const std::string_view reads : std::array{"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"})
        if (verb == reads) return {};
    std::string_view table;
    if (verb == "UPDATE") table = next_word(sql);
    if ((verb == "INSERT" && next_word(sql) == "INTO") ||
        (verb == "DELETE" && next_word(sql) == "FROM"))
        table = next_word(sql);
    return {true, is_name(table) ? table : std::string_view{}};
}

}  // namespace linli::store
