// Duties kept apart (POST64, IC2 不相容岗位分离; JBTL 37 graded review): who may not do a task
// because of what he did, or stands for, in the same case. Pure. There is no setting that switches
// it off.
//
// Everything is bound to the person: a second account does not help, and who acts for somebody else
// (a deputy, a take-over) is bound as himself and as the one he acts for.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "http/http.hpp"

namespace linli::task {

using http::AccountId;
using http::AreaId;
using http::PersonId;

// Fixed names: they are stored, and written in process models (linli:duties).
struct Duties {
    std::vector<std::string> not_who_did = {};  // elements that the same person may not have done
    std::vector<std::string> never_with = {};   // nor do later: both ways, whichever comes first
    bool distinct = false;                      // several instances of this element: a person each
    std::vector<std::string> not_related = {};  // relations to the case: "applicant", "kin", ...
    bool blind = false;  // does not see what others entered for this element (double keying)
    bool operator==(const Duties&) const = default;
    bool any() const {
        return distinct || !not_who_did.empty() || !never_with.empty() || !not_related.empty();
    }
};
BOOST_DESCRIBE_STRUCT(Duties, (), (not_who_did, never_with, distinct, not_related, blind))

// Something that was done in the case.
struct Deed {
    std::string element;
    std::optional<PersonId> person;
    std::optional<PersonId> for_person;
    std::vector<std::string> never_with;  // of the task that it belongs to
};
struct Relation {
    PersonId person;
    std::string relation;
};

// Why none of `persons` (the acting one and the one he acts for) may do `element`; none when he
// may.
std::optional<Words> barred(const std::string& element, const Duties& duties,
                            std::span<const PersonId> persons, std::span<const Deed> deeds,
                            std::span<const Relation> relations);

}  // namespace linli::task
