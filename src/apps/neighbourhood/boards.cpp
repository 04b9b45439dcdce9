// Keeping boards: adding, changing, removing, listing.
#include "apps/neighbourhood/neighbourhood.hpp"
#include "apps/neighbourhood/neighbourhood_sql.hpp"

namespace linli::neighbourhood {

namespace {

Refusal no_such_board() {
    return refuse_not_found(
        "neighbourhood.no_such_board",
        {"没有这块屏幕，请核对屏幕代码", "There is no such board; check its code"});
}

BoardRow found_board(store::Tx& tx, const std::string& code) {
    auto row = tx.one<BoardRow>(sql::board_by_code, code);
    if (!row) throw no_such_board();
    return std::move(*row);
}

}  // namespace

std::string Boards::area_name(AreaId area) const {
    const auto tree = parts_.areas.tree();
    const area::Area* found = tree->find(area);
    return found ? found->name_zh : "";
}

BoardRow Boards::checked(const BoardForm& form) const {
    BoardRow row = row_of(form, parts_.tiles_origin);
    Reader reader;
    if (!parts_.areas.tree()->find(row.area_id)) {
        reader.fault(
            "area_id", "neighbourhood.area_unknown",
            {"没有这个区域，请从区域树中选择", "There is no such area; choose one of the tree"});
    }
    for (std::size_t i = 0; i < row.categories.size(); ++i) {
        if (parts_.directory.categories().find(row.categories[i])) continue;
        reader.fault("categories[" + std::to_string(i) + "]", "neighbourhood.category_unknown",
                     {"没有这个分类，请从分类表中选择",
                      "There is no such category; choose one of the list"});
    }
    reader.finish();
    row.changed_at = parts_.clock.now();
    return row;
}

void Boards::note(store::Tx& tx, http::AccountId actor, const char* action,
                  const BoardRow& row) const {
    parts_.journal.append(tx, {.actor = actor,
                               .area = row.area_id,
                               .action = action,
                               .subject_kind = "board",
                               .subject_id = row.id.value,
                               .details = {{"code", row.code}, {"version", row.version}}});
}

BoardRow Boards::place(store::Tx& tx, http::AccountId actor, const BoardForm& form) {
    BoardRow row = checked(form);
    if (tx.one<BoardRow>(sql::board_by_code, row.code)) {
        throw Refusal(RefusalKind::conflict, "neighbourhood.code_taken",
                      {"这个屏幕代码已被使用，请换一个", "This code is taken; choose another one"},
                      {{"code", "neighbourhood.code_taken", {"已被使用", "taken"}}});
    }
    row.id = parts_.ids.make<BoardId>();
    tx.insert("board", row);
    note(tx, actor, "neighbourhood.board_added", row);
    return row;
}

KeptBoard Boards::add(store::Tx& tx, const http::Caller& caller, const BoardForm& form) {
    caller.require("board.keep", form.area_id);
    const BoardRow row = place(tx, caller.account(), form);
    return kept_view_of(row, area_name(row.area_id));
}

KeptBoard Boards::change(store::Tx& tx, const http::Context& context, const std::string& code,
                         const BoardForm& form) {
    const BoardRow old = found_board(tx, code);
    context.caller.require("board.keep", old.area_id);
    if (form.area_id != old.area_id) context.caller.require("board.keep", form.area_id);
    if (form.code && *form.code != code) {
        throw refuse_field("code", "neighbourhood.code_fixed",
                           {"屏幕代码不能修改，请删除后另建",
                            "The code of a board cannot change; remove the board and add another"});
    }
    context.require_match(std::to_string(old.version));
    BoardForm whole = form;
    whole.code = code;
    BoardRow row = checked(whole);
    row.id = old.id;
    row.version = old.version + 1;
    tx.run(sql::board_update, row.area_id, row.name_zh, row.name_en, row.lat, row.lng, row.radius_m,
           row.message_zh, row.message_en, row.office_phone, row.categories, row.rotate_s,
           row.tiles_url, row.map_approval, row.tiles_crs, row.version, row.changed_at, row.id);
    note(tx, context.caller.account(), "neighbourhood.board_changed", row);
    return kept_view_of(row, area_name(row.area_id));
}

void Boards::remove(store::Tx& tx, const http::Context& context, const std::string& code) {
    const BoardRow row = found_board(tx, code);
    context.caller.require("board.keep", row.area_id);
    context.require_match(std::to_string(row.version));
    tx.run(sql::board_delete, row.id);
    note(tx, context.caller.account(), "neighbourhood.board_removed", row);
}

http::Page<KeptBoard> Boards::list(store::Tx& tx, const http::Caller& caller,
                                   std::optional<AreaId> area, std::string after, int limit) const {
    // A city has some hundreds of boards; a page that finds nothing to show ends after these.
    constexpr int rows_walked_max = 5000, rows_at_once = 200;
    const auto tree = parts_.areas.tree();
    http::Page<KeptBoard> page;
    for (int walked = 0; walked < rows_walked_max;) {
        const auto rows = tx.all<BoardRow>(sql::boards_after, after, rows_at_once);
        if (rows.empty()) return page;
        for (const BoardRow& row : rows) {
            const bool wanted = !area || tree->is_within(row.area_id, *area);
            if (wanted && caller.may("board.keep", row.area_id)) {
                if (static_cast<int>(page.items.size()) == limit) {
                    page.next = http::seal_cursor(after);
                    return page;
                }
                page.items.push_back(kept_view_of(row, area_name(row.area_id)));
            }
            after = row.code;
            ++walked;
        }
    }
    page.next = http::seal_cursor(after);
    return page;
}

BaseMaps Boards::base_map(store::Tx& tx, WgsPoint at) const {
    return {tx.all<BaseMap>(sql::base_map_nearest, at.lat, at.lat, at.lng, at.lng)};
}

std::shared_ptr<const Bundle> Boards::bundle(store::Store& store, const std::string& code) {
    const BoardRow row = store.read([&](store::Tx& tx) { return found_board(tx, code); });
    const auto kept = kept_of(row.id);
    const Instant now = parts_.clock.now();
    const Seen seen{row.version, parts_.areas.tree()->version(),
                    parts_.directory.catalogue().data_as_of(), parts_.directory.catalogue().size()};
    const std::lock_guard lock(kept->mutex);
    if (!is_good(*kept, seen, now)) rebuild(store, row, seen, *kept);
    return kept->bundle;
}

KeyList Boards::keys() const {
    KeyList list;
    const auto add = [&](const crypto::PublicKey& key) {
        for (const KeyView& known : list.keys) {
            if (known.key_id == key.key_id()) return;
        }
        list.keys.push_back(
            {key.key_id(), enum_to_text(key.algorithm()), crypto::to_base64(key.bytes())});
    };
    add(parts_.key->public_key());
    for (const auto& key : parts_.other_keys)
        add(key);
    return list;
}

}  // namespace linli::neighbourhood
