// What each outcome says to a person: what is wrong, and the way out.
#include <array>

#include "kernel/ledger/ledger.hpp"

namespace linli::ledger {

const Words& words_of(Code code) {
    static const std::map<Code, Words> words{
        {Code::ok, {"已入账。", "Posted."}},
        {Code::exists, {"这笔已经入账，没有重复记账。", "Posted before; not posted again."}},
        {Code::linked_failed,
         {"同组的另一笔没有通过，整组都没有入账。",
          "Another entry of the same group was refused, so none was posted."}},
        {Code::linked_chain_open,
         {"最后一笔标成了“与下一笔同组”，但后面没有了。请补上或去掉标记。",
          "The last entry is linked to a next one that is not there; add it or remove the link."}},
        {Code::id_malformed,
         {"编号只能用字母、数字和 . _ : -，1 到 64 个字符。",
          "The id is 1 to 64 letters, digits and . _ : -"}},
        {Code::id_already_failed,
         {"这个编号的提交以前被拒绝过。请核对后换一个新编号再提交。",
          "A command of this id was refused before. Check it and send it under a new id."}},
        {Code::exists_with_different_act,
         {"这个编号已经用于另一种操作。请换一个编号。",
          "This id was used for another kind of act; use a new id."}},
        {Code::exists_with_different_event,
         {"这个编号已经用于另一种业务。请换一个编号。",
          "This id was used for another event; use a new id."}},
        {Code::exists_with_different_date,
         {"这个编号已经入账，但日期不同。请换一个编号或核对日期。",
          "This id was posted with another date; use a new id or check the date."}},
        {Code::exists_with_different_legs,
         {"这个编号已经入账，但账户不同。请换一个编号或核对账户。",
          "This id was posted with other accounts; use a new id or check the accounts."}},
        {Code::exists_with_different_amount,
         {"这个编号已经入账，但金额不同。请换一个编号或核对金额。",
          "This id was posted with another amount; use a new id or check the amount."}},
        {Code::exists_with_different_target,
         {"这个编号已经用于另一笔凭证。请换一个编号。",
          "This id was used for another entry; use a new id."}},
        {Code::exists_with_different_case,
         {"这个编号已经用于另一件业务。请换一个编号。",
          "This id was used for another case; use a new id."}},
        {Code::book_unknown, {"没有这个账套。", "There is no such book."}},
        {Code::event_malformed,
         {"业务名称只能用字母、数字和 . _ : -，1 到 64 个字符。",
          "The event is 1 to 64 letters, digits and . _ : -"}},
        {Code::legs_too_few,
         {"一笔凭证至少有一借一贷。", "An entry has at least one debit and one credit."}},
        {Code::legs_too_many,
         {"一笔凭证最多 100 行，请分成几笔。", "An entry has at most 100 lines; split it."}},
        {Code::amount_out_of_range,
         {"金额必须大于 0，且不超过 10^15。", "An amount is above nought and at most 10^15."}},
        {Code::legs_not_wanted,
         {"冲销和解除按原凭证进行，不能另填分录。",
          "A reversal or release follows its entry; lines are not given with it."}},
        {Code::target_unknown, {"没有找到原凭证。", "There is no such entry."}},
        {Code::target_not_held, {"原凭证不是冻结凭证。", "The entry is not a hold."}},
        {Code::target_settled, {"这笔冻结已经入账。", "The hold was settled already."}},
        {Code::target_released, {"这笔冻结已经解除。", "The hold was released already."}},
        {Code::target_expired, {"这笔冻结已经到期。", "The hold has expired."}},
        {Code::target_not_posted,
         {"只有已入账的凭证可以冲销。", "Only a posted entry can be reversed."}},
        {Code::target_reversed, {"这笔凭证已经冲销过。", "The entry was reversed already."}},
        {Code::target_is_reversal,
         {"冲销凭证不能再冲销；请重新记一笔正确的凭证。",
          "A reversal cannot be reversed; post the right entry anew."}},
        {Code::reason_missing,
         {"冲销必须写明原因（500 字以内）。",
          "A reversal needs a reason (at most 500 characters)."}},
        {Code::signer_missing, {"冲销必须有签字人。", "A reversal needs somebody who signs it."}},
        {Code::account_unknown, {"没有这个账户。", "There is no such account."}},
        {Code::account_of_other_book,
         {"这个账户属于另一个账套。每个基金单独核算，请用同组的两笔凭证。",
          "The account belongs to another book. Funds are never mixed: use two linked entries."}},
        {Code::account_closed, {"这个账户已经销户。", "The account is closed."}},
        {Code::unbalanced,
         {"借贷不平，请核对各行金额。", "Debits and credits differ; check the lines."}},
        {Code::exceeds_held, {"入账金额超过冻结金额。", "More is settled than was held."}},
        {Code::path_forbidden,
         {"这两个账户之间不允许直接划款。请按规定的路径分步划转。",
          "Value may not move directly between these accounts; take the prescribed way."}},
        {Code::date_malformed,
         {"记账日期不对：不能早于 1949-10-01，也不能晚于 31 天之后。",
          "The accounting date lies before 1949-10-01 or more than 31 days ahead."}},
        {Code::period_closed,
         {"这个会计期间已经结账，请记入未结账的期间。",
          "The accounting period is closed; use a date in an open one."}},
        {Code::expiry_passed,
         {"冻结的到期时间不对：必须晚于现在，且不超过最长期限。",
          "A hold ends later than now and within the longest time allowed."}},
        {Code::expiry_not_wanted,
         {"只有冻结可以有到期时间。", "Only a hold has a time of expiry."}},
        {Code::overflows, {"账户累计额超出上限。", "The sums of the account would be too large."}},
        {Code::exceeds_balance, {"账户余额不足。", "The account does not have that much."}},
        {Code::exceeds_ceiling, {"超过账户的最高限额。", "The account would exceed its ceiling."}},
    };
    return words.at(code);
}

Refusal refusal_of(const Outcome& outcome) {
    const std::string code = "ledger." + enum_to_text(outcome.code);
    switch (outcome.code) {
        case Code::book_unknown:
        case Code::target_unknown:
        case Code::account_unknown:
            return refuse_not_found(code, words_of(outcome.code));
        case Code::id_malformed:
        case Code::event_malformed:
        case Code::legs_too_few:
        case Code::legs_too_many:
        case Code::amount_out_of_range:
        case Code::legs_not_wanted:
        case Code::reason_missing:
        case Code::signer_missing:
        case Code::unbalanced:
        case Code::date_malformed:
        case Code::expiry_passed:
        case Code::expiry_not_wanted:
        case Code::linked_chain_open:
            return Refusal(RefusalKind::unprocessable, code, words_of(outcome.code));
        default:
            return refuse_conflict(code, words_of(outcome.code));
    }
}

}  // namespace linli::ledger
