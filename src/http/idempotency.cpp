#include "crypto/hash.hpp"
#include "http/http.hpp"
#include "http/http_sql.hpp"
#include "http/keys.hpp"

namespace linli::http {

namespace {

constexpr std::size_t key_bytes_max = 200;

struct Kept {
    std::string request_sha256;
    std::int64_t status = 0;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (request_sha256, status, answer))

struct Answer {
    std::map<std::string, std::string> headers;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (headers, body))

// Who may see the kept answer: the account, or the address of an anonymous caller; not in clear.
std::string caller_digest(const Context& c) {
    const std::string who = c.caller.signed_in() ? "account:" + to_text(c.caller.account())
                                                 : "address:" + c.request.address;
    return to_hex(crypto::hmac(crypto::Hash::sha256, server_mac_key(), who));
}

std::string request_digest(const Request& request) {
    std::string text = request.path + '\n' + request.query + '\n';
    // The same content under another name is another upload.
    if (const auto name = request.header("x-file-name"); !name.empty())
        text.append(name).append("\n");
    return to_hex(crypto::hash(crypto::Hash::sha256, text + request.body));
}

void check_key(std::string_view key) {
    bool good = key.size() <= key_bytes_max;
    for (const char c : key)
        good = good && c > ' ' && c < '\x7f';
    if (good) return;
    throw Refusal(RefusalKind::malformed, "http.idempotency_key_malformed",
                  {"Idempotency-Key 须为不超过 200 个可见 ASCII 字符",
                   "Idempotency-Key must be at most 200 visible ASCII characters"});
}

// One key of one caller on one route, within one unit of work.
class Record {
  public:
    Record(const Context& c, const std::string& route, std::string key)
        : caller_(caller_digest(c)),
          route_(route),
          key_(std::move(key)),
          digest_(request_digest(c.request)),
          now_(c.now) {}

    bool claim(store::Tx& tx) const {
        return tx.run(sql_claim_key, caller_, route_, key_, digest_, now_) == 1;
    }

    Response kept(store::Tx& tx) const {
        const auto kept = tx.one<Kept>(sql_kept_answer, caller_, route_, key_);
        LINLI_CHECK(kept.has_value());
        if (kept->request_sha256 != digest_) {
            throw refuse_conflict(
                "http.idempotency_mismatch",
                {"同一个 Idempotency-Key 已用于另一请求，请换一个新的键",
                 "This Idempotency-Key was used for a different request; use a new one"});
        }
        const auto answer = from_json_text<Answer>(server_keys().open(kept->answer, place()),
                                                   {.bytes_max = 64 << 20});
        Response response{static_cast<int>(kept->status), answer.headers, answer.body};
        response.headers["Idempotency-Replayed"] = "true";
        return response;
    }

    void keep(store::Tx& tx, const Response& response,
              const std::map<std::string, std::string>& headers) const {
        Answer answer{response.headers, response.body};
        answer.headers.insert(headers.begin(), headers.end());
        const std::string sealed = server_keys().seal(to_json_text(answer), place());
        tx.run(sql_keep_answer, response.status, sealed, caller_, route_, key_);
    }

    void release(store::Tx& tx) const { tx.run(sql_release_key, caller_, route_, key_); }

  private:
    // Bound to the request, so that an answer moved to another row does not open.
    crypto::SealedAt place() const {
        return {"idempotency", "answer", std::stoll(digest_.substr(0, 15), nullptr, 16)};
    }

    std::string caller_, route_, key_, digest_;
    Instant now_;
};

}  // namespace

Response Unit::read(const Fn& fn) {
    return store_.read([&](store::Tx& tx) {
        context_.headers.clear();  // the unit of work may run more than once
        return fn(tx);
    });
}

Response Unit::write(const Fn& fn) {
    const std::string key(context_.request.header("idempotency-key"));
    if (key.empty() && route_.spec.idempotency_key_required) {
        throw Refusal(RefusalKind::precondition_required, "http.idempotency_key_required",
                      {"此操作须带 Idempotency-Key 请求头，以免重复办理",
                       "Send an Idempotency-Key header, so that this is not done twice"});
    }
    const bool keeps = !key.empty() && route_.method == "POST";
    if (!keeps)
        return store_.write([&](store::Tx& tx) {
            context_.headers.clear();
            return fn(tx);
        });
    check_key(key);
    const Record record(context_, route_.method + " " + route_.pattern, key);
    return store_.write([&](store::Tx& tx) {
        context_.headers.clear();
        if (!record.claim(tx)) return record.kept(tx);
        Response response = fn(tx);
        if (response.status < 400) {
            record.keep(tx, response, context_.headers);
        } else {
            record.release(tx);
        }
        return response;
    });
}

}  // namespace linli::http
