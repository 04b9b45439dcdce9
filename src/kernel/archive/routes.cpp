#include "kernel/archive/routes.hpp"

namespace linli::archive {

struct FileView {
    FileId id;
    std::string sha256;
    std::string media_type;
    std::int64_t bytes = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (id, sha256, media_type, bytes, name))

namespace {

constexpr std::size_t upload_bytes_max = 20u << 20;

std::string header(const http::Context& c, const char* name) {
    const auto found = c.request.headers.find(name);
    return found == c.request.headers.end() ? "" : found->second;
}

http::Response take(const http::Context& c, Archive& archive, http::Unit& unit) {
    const Content content = archive.keep(c.request.body, header(c, "content-type"));
    const std::string name = header(c, "x-file-name");
    return unit.write([&](store::Tx& tx) {
        const FileRow row = archive.add(tx, content, c.caller.account(), {}, name);
        return http::respond(
            http::Created<FileView>{{row.id, row.sha256, row.media_type, row.bytes, row.name},
                                    "/api/v1/files/" + to_text(row.id)});
    });
}

http::Response give(const http::Context& c, const Archive& archive, const MayRead& may_read,
                    store::Store& store) {
    const auto id = c.path_id<FileId>("id");
    bool may = false;
    const auto row = store.read([&](store::Tx& tx) {
        auto found = archive.find(tx, id);
        may = found &&
              (found->account_id == c.caller.account() || (may_read && may_read(tx, c.caller, id)));
        return found;
    });
    // Somebody else's file is as unknown as one that never was.
    if (!may)
        throw refuse_not_found("archive.no_such_file",
                               {"没有这个文件，或不属于您。", "There is no such file of yours."});
    return archive.download(*row, c.request.query == "inline=true");
}

}  // namespace

void routes(http::Router& router, Archive& archive, MayRead may_read) {
    router.raw<http::None, http::None, http::Created<FileView>>(
        "POST", "/api/v1/files",
        {.policy = http::Policy::signed_in(),
         .tag = "archive",
         .words = {"上传图片或PDF（请求体即文件内容）",
                   "Hand in a picture or PDF (the body is the file)"},
         .body_bytes_max = upload_bytes_max},
        [&archive](http::Context& c, http::Unit& unit) { return take(c, archive, unit); });
    router.raw<http::None, http::None>(
        "GET", "/api/v1/files/{id}",
        {.policy = http::Policy::signed_in(),
         .tag = "archive",
         .words = {"下载自己的文件，?inline=true时直接显示图片",
                   "One's own file; ?inline=true shows a picture"}},
        [&archive, may_read = std::move(may_read)](http::Context& c, store::Store& store) {
            return give(c, archive, may_read, store);
        });
}

}  // namespace linli::archive
