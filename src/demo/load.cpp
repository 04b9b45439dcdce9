#include <algorithm>
#include <map>

#include "demo/cases.hpp"
#include "demo/demo.hpp"
#include "demo/fiction.hpp"
#include "demo/funds.hpp"
#include "demo/people.hpp"
#include "demo/town.hpp"
#include "kernel/identity/account.hpp"
#include "kernel/identity/registration.hpp"

namespace linli::demo {

namespace {

constexpr std::size_t batch = 1000;
constexpr const char* source = "邻里演示城市（虚构）";

bool acts_as_a_person(std::string_view role) {
    return role.starts_with("rule_") || role.starts_with("item_") || role == "clerk" ||
           role == "community_worker" || role == "keyer" || role.ends_with("_reviewer") ||
           role.starts_with("fund_") || role == "approver" || role == "case_supervisor";
}

Refusal other_data() {
    return refuse_conflict(
        "demo.other_data",
        {"这里已有别的城市，或另一种规模的演示城市只装入了一半；请换一个空的数据目录（--data），"
         "或清空后重试",
         "there is another city here, or another preset half loaded; choose an empty folder "
         "(--data) or empty this one and try again"});
}

class Loader {
  public:
    Loader(Services& services, Preset preset, const Progress& progress, std::uint64_t seed)
        : s_(services),
          progress_(progress),
          town_(make_town(size_of(preset), seed)),
          today_(date_in_china(services.clock.now())) {}

    Loaded load() {
        areas();
        listings();
        organisations();
        persons();
        // Last, in one unit of work: whoever finds these accounts finds the whole city.
        const auto plans = board_plans(town_);
        const auto hashes = password_hashes();
        s_.store.write([&](store::Tx& tx) {
            for (const BoardPlan& plan : plans)
                board(tx, plan);
            people_with_accounts(tx, hashes);
            complaints(tx);
            if (!s_.cases && !s_.finance) return;
            const std::vector<Applicant> all = applicants(tx);
            if (s_.cases) open_cases(*s_.cases, tx, all, staff_);
            if (s_.finance)
                play_funds(
                    tx, *s_.finance, s_.areas.tree()->children(std::nullopt).front()->id,
                    {staff_["fund1"].account, staff_["fund2"].account, staff_["fund3"].account},
                    payees_);
        });
        loaded_.boards = plans.size();
        for (const BoardPlan& plan : plans)
            loaded_.board_codes.push_back(*plan.form.code);
        return loaded_;
    }

  private:
    http::AreaId area_id(std::size_t position) const {
        const area::Area* found = s_.areas.tree()->by_code(town_.codes[position]);
        LINLI_CHECK(found);
        return found->id;
    }

    void areas() {
        const std::size_t known = s_.areas.tree()->nodes().size();
        loaded_.areas = town_.codes.size();
        if (known != 0) {
            // The codes of a smaller city are among those of a larger one, so all must be there.
            if (known != town_.codes.size()) throw other_data();
            for (const std::string& code : town_.codes) {
                if (!s_.areas.tree()->by_code(code)) throw other_data();
            }
            return;
        }
        progress_("areas: " + std::to_string(town_.codes.size()));
        s_.store.write([&](store::Tx& tx) {
            area::ImportRequest request;
            request.format = area::ImportFormat::geojson;
            request.text = areas_geojson(town_);
            const auto report = s_.areas.import(tx, request, {});
            if (report.applied) return;
            LINLI_CHECK(!report.faults.empty());
            throw Fault("the areas of the demonstration city are refused: " +
                        report.faults.front().field + ": " + report.faults.front().en);
        });
        s_.areas.refresh();
    }

    void listings() {
        const auto& all = town_.directory.listings;
        loaded_.listings = all.size();
        const std::size_t known = s_.directory.catalogue().size();
        if (known > all.size()) throw other_data();
        for (std::size_t from = known; from < all.size(); from += batch) {
            const std::size_t to = std::min(all.size(), from + batch);
            std::vector<place::ListingForm> forms;
            for (std::size_t i = from; i < to; ++i) {
                forms.push_back(listing_form(town_, all[i], today_));
                forms.back().area_id = area_id(all[i].area);
            }
            const bool last = to == all.size();
            s_.store.write([&](store::Tx& tx) { s_.directory.add_many(tx, forms, provenance()); });
            if (last) s_.directory.load(s_.store);
            progress_("services: " + std::to_string(to) + " of " + std::to_string(all.size()));
        }
    }

    // Credit codes (GB 32100). After the listings: their copies of an organisation say less, and a
    // poorer copy that comes later would stay beside the record instead of referring to it.
    void organisations() {
        const auto& all = town_.directory.organisations;
        for (std::size_t from = 0; from < all.size(); from += batch) {
            const std::size_t to = std::min(all.size(), from + batch);
            s_.store.write([&](store::Tx& tx) {
                place::RecordWriter writer(tx, s_.clock.now(), provenance());
                for (std::size_t i = from; i < to; ++i) {
                    writer.put(place::RecordKind::organization, organisation_document(all[i]));
                }
            });
        }
    }

    static json::object organisation_document(const Organisation& o) {
        json::object document{
            {"id", place::derived_uuid("linli:organisation:" + o.name.zh)},
            {"name", o.name.zh},
            {"description", o.name.zh},
            {"organization_identifiers",
             json::array{json::object{
                 {"id", place::derived_uuid("linli:demo:credit-code:" + o.credit_code)},
                 {"identifier_scheme", "GB 32100"},
                 {"identifier_type", "统一社会信用代码"},
                 {"identifier", o.credit_code}}}}};
        if (!o.name.en.empty()) document["alternate_name"] = o.name.en;
        return document;
    }

    place::Provenance provenance() const {
        place::Provenance p;
        p.source = source;
        p.area_id = area_id(0).value;
        return p;
    }

    void persons() {
        loaded_.persons = town_.size.persons;
        for (std::size_t from = 0; from < town_.size.persons; from += batch) {
            const std::size_t to = std::min(town_.size.persons, from + batch);
            std::vector<identity::NewPerson> people;
            for (std::size_t i = from; i < to; ++i) {
                const Resident r = resident(i, town_.seed, town_.grids.size());
                people.push_back({area_id(town_.grids[r.grid]), r.name, r.id_number, r.phone});
            }
            if (!add(people)) continue;
            if (to % (10 * batch) == 0 || to == town_.size.persons) {
                progress_("people: " + std::to_string(to) + " of " +
                          std::to_string(town_.size.persons));
            }
        }
    }

    // False when an earlier, interrupted load has added these: a batch is there whole or not at
    // all.
    bool add(const std::vector<identity::NewPerson>& people) {
        try {
            s_.store.write(
                [&](store::Tx& tx) { identity::add_persons(s_.identity, tx, people, {}, source); });
            return true;
        } catch (const Refusal& refusal) {
            if (refusal.code() != "identity.person_known") throw;
            return false;
        }
    }

    // Hashing takes 20 ms each and does not belong into a unit of work.
    std::map<std::string_view, std::string> password_hashes() {
        std::map<std::string_view, std::string> hashes;
        const std::string hash = s_.identity.hasher.hash(password);
        for (const Account& account : accounts)
            hashes[account.login] = hash;
        return hashes;
    }

    // What residents have reported about listings; found again by their places, which all differ.
    void complaints(store::Tx& tx) {
        std::map<std::pair<double, double>, const Listing*> reported;
        for (const Listing& listing : town_.directory.listings) {
            if (!listing.complaints.empty()) reported[{listing.at.lat, listing.at.lng}] = &listing;
        }
        place::Search all;
        all.hidden_too = true;
        for (const place::Found& found : s_.directory.catalogue().search(all)) {
            if (!found.entry->point) continue;
            const auto at = reported.find({found.entry->point->lat, found.entry->point->lng});
            if (at == reported.end()) continue;
            for (const std::string& kind : at->second->complaints) {
                s_.directory.report_problem(tx, s_.directory.get(tx, found.entry->id),
                                            enum_from_text<place::ProblemKind>(kind).value(), "");
            }
        }
    }

    void board(store::Tx& tx, const BoardPlan& plan) {
        neighbourhood::BoardForm form = plan.form;
        form.area_id = area_id(plan.area);
        s_.boards.place(tx, {}, form);
    }

    void people_with_accounts(store::Tx& tx,
                              const std::map<std::string_view, std::string>& hashes) {
        int number = 2;  // of those whose duties are kept apart
        for (const Account& account : accounts) {
            const auto area = area_id(town_.geography.of_level(account.level).front());
            const std::string login(account.login);
            const std::string& hash = hashes.at(account.login);
            if (!account.role.empty()) {
                // Duties are kept apart by person: who proposes or handles a case is one.
                std::optional<http::PersonId> person;
                if (acts_as_a_person(account.role)) person = registered(tx, area, number++);
                const auto id = identity::add_staff(
                    s_.identity, tx, {area, login, hash, {std::string(account.role)}, person}, {});
                if (person) staff_[account.login] = {id, *person};
                continue;
            }
            identity::NewResident resident{area, {}, login, hash, {}};
            if (account.login == "resident") resident.person = registered(tx, area, 1);
            const auto id = identity::add_resident(s_.identity, tx, resident, {});
            if (account.login == "resident") resident_ = {id, *resident.person};
            if (account.login == "newcomer") registration(tx, id, 0);
        }
        // They sign in, as residents do, by a code to their phones.
        for (int i = 1; i <= registrations_waiting; ++i) {
            const Resident r = another(i);
            registration(tx,
                         identity::add_resident(
                             s_.identity, tx,
                             {area_id(town_.grids[r.grid]), r.phone, std::nullopt, {}, {}}, {}),
                         i);
        }
    }

    // People who have applied for something; they sign in by a code to their phones.
    std::vector<Applicant> applicants(store::Tx& tx) {
        std::vector<identity::NewPerson> people;
        for (int i = 1; i <= applicants_number; ++i) {
            const Resident r = another(registrations_waiting + persons_with_accounts + i);
            people.push_back({area_id(town_.grids[r.grid]), r.name, r.id_number, r.phone});
        }
        std::vector<Applicant> found;
        payees_ = {{resident_.person, another(1).name}};
        for (const auto& added : identity::add_persons(s_.identity, tx, people, {}, source)) {
            payees_.push_back({added.person, people[found.size()].name});
            found.push_back({added.account, added.person});
        }
        // One waits for what is missing, one is decided, one goes on: something to see for
        // everybody.
        for (const std::size_t story : {2, 8, 12})
            found[story] = resident_;
        return found;
    }

    // One more person, who has one of the accounts.
    http::PersonId registered(store::Tx& tx, http::AreaId area, int number) {
        const Resident r = another(registrations_waiting + number);
        identity::NewPerson person{area, r.name, r.id_number, r.phone};
        person.with_account = false;
        return identity::add_persons(s_.identity, tx, {person}, {}, source).front().person;
    }

    // Somebody who is not among the registered people.
    Resident another(int number) const {
        return resident(town_.size.persons + static_cast<std::size_t>(number), town_.seed,
                        town_.grids.size());
    }

    void registration(store::Tx& tx, http::AccountId account, int number) {
        const Resident r = another(number);
        identity::NewRegistration request;
        request.name = r.name;
        request.id_number = r.id_number;
        request.phone = r.phone;
        request.area_id = area_id(town_.grids[r.grid]);
        request.consent = true;
        identity::Caller::Who who;
        who.account = account;
        const identity::Caller caller(who, std::make_shared<std::vector<identity::HeldGrant>>(),
                                      s_.areas.tree(), s_.clock.now());
        identity::submit_registration(s_.identity, tx, caller, request);
    }

    Services& s_;
    Applicant resident_;
    std::vector<Payee> payees_;
    std::map<std::string_view, Applicant> staff_;  // those who handle cases
    const Progress& progress_;
    const Town town_;
    const Date today_;
    Loaded loaded_;
};

}  // namespace

Loaded load(Services& services, Preset preset, const Progress& progress, std::uint64_t seed) {
    const bool there = services.store.read([](store::Tx& tx) {
        return identity::find_account_by_login(tx, std::string(accounts.front().login)).has_value();
    });
    Loaded loaded;
    if (there) {
        if (!services.areas.tree()->by_code(division)) throw other_data();
        loaded.was_there = true;
        loaded.areas = services.areas.tree()->nodes().size();
        loaded.listings = services.directory.catalogue().size();
        return loaded;
    }
    return Loader(services, preset, progress, seed).load();
}

std::vector<std::string> welcome(const Loaded& loaded) {
    std::vector<std::string> lines;
    lines.push_back(loaded.was_there ? "the demonstration city is there already"
                                     : "the demonstration city is loaded");
    lines.push_back("sign in as (password " + std::string(password) + "):");
    for (const Account& account : accounts) {
        std::string line = "  " + std::string(account.login);
        line.resize(std::max<std::size_t>(line.size(), 16), ' ');
        lines.push_back(line + std::string(account.en) + " / " + std::string(account.zh));
    }
    if (!loaded.board_codes.empty()) {
        lines.push_back("boards: " + loaded.board_codes.front() + " to " +
                        loaded.board_codes.back());
    }
    return lines;
}

}  // namespace linli::demo
