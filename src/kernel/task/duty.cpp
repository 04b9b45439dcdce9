#include "kernel/task/duty.hpp"

#include <algorithm>

namespace linli::task {
namespace {

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_by(const Deed& deed, std::span<const PersonId> persons) {
    return std::any_of(persons.begin(), persons.end(), [&](PersonId person) {
        return deed.person == person || deed.for_person == person;
    });
}

bool are_apart(const std::string& element, const Duties& duties, const Deed& deed) {
    if (deed.element == element) return duties.distinct;
    return holds(duties.not_who_did, deed.element) || holds(duties.never_with, deed.element) ||
           holds(deed.never_with, element);
}

}  // namespace

std::optional<Words> barred(const std::string& element, const Duties& duties,
                            std::span<const PersonId> persons, std::span<const Deed> deeds,
                            std::span<const Relation> relations) {
    for (const Relation& relation : relations)
        if (holds(duties.not_related, relation.relation) &&
            std::find(persons.begin(), persons.end(), relation.person) != persons.end())
            return Words{
                "与本件有利害关系（" + relation.relation + "），应当回避",
                "is related to this case (" + relation.relation + ") and has to stand back"};
    for (const Deed& deed : deeds)
        if (is_by(deed, persons) && are_apart(element, duties, deed))
            return Words{
                "已经办过本件的“" + deed.element + "”，两个环节不能由同一个人办理",
                "did \"" + deed.element + "\" in this case; the two steps need different persons"};
    return std::nullopt;
}

}  // namespace linli::task
