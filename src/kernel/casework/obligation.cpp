// What keeps a person from being erased: somebody still works for him.
#include "kernel/casework/casework.hpp"
#include "kernel/casework/casework_sql.hpp"

namespace linli::casework {

std::optional<Words> open_case_of(store::Tx& tx, PersonId person) {
    const auto row = tx.one<CaseRow>(sql::unfinished, person);
    if (!row) return std::nullopt;
    if (row->state == CaseState::draft)
        return Words{"您有没提交的申请（编号 " + row->code + "），请先提交或删除",
                     "you have an application that was not handed in (" + row->code +
                         "); hand it in or delete it first"};
    return Words{"您的办件 " + row->code + " 还没有办结，请等办结或先撤回申请",
                 "your case " + row->code +
                     " is not closed; wait until it is, or withdraw the application first"};
}

}  // namespace linli::casework
