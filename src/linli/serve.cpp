#include <spdlog/spdlog.h>

#include <csignal>
#include <iostream>

#include "http/security_headers.hpp"
#include "http/server.hpp"
#include "kernel/journal/denials.hpp"
#include "kernel/ledger/seal.hpp"
#include "linli/app.hpp"
#include "linli/jobs.hpp"
#include "linli/retention.hpp"
#include "linli/version.hpp"

namespace linli::command {
namespace {

// The signals that end the server, blocked in every thread so that one can wait for them.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void add_jobs(Jobs& jobs, App& app, http::Denials& denials, const Retention& retention) {
    jobs.add("journal", 200, [&] { return app.journal.sequence(*app.store) >= 4096; });
    jobs.add("denials", 5000, [&] {
        return journal::append_denials(*app.store, app.journal, denials, app.clock.now()) > 0;
    });
    jobs.add("read models", 1000, [&] {
        app.refresh();
        return false;
    });
    jobs.add("processes", 1000, [&] { return app.engine.fire_due(*app.store, 100) >= 100; });
    jobs.add("deadlines", 30'000, [&] { return app.cases.ring(*app.store, 100) >= 100; });
    jobs.add("messages of processes", 600'000, [&] {
        app.store->write([&](store::Tx& tx) { app.engine.sweep(tx); });
        return false;
    });
    jobs.add("ledger", 60'000, [&] {
        const int expired = app.store->write([&](store::Tx& tx) { return app.ledger.expire(tx); });
        const auto sealed = app.store->write(
            [&](store::Tx& tx) { return ledger::seal(tx, app.journal, app.clock); });
        return expired >= 500 || sealed >= 10'000;
    });
    jobs.add("outbox", 1000, [&] { return app.dispatcher.run_once(*app.store).sent > 0; });
    for (const Pace pace : {Pace::quick, Pace::slow}) {
        jobs.add("retention", pace == Pace::quick ? 60'000 : 3'600'000, [&app, &retention, pace] {
            return !retention.run(*app.store, app.clock, app.journal, pace).empty();
        });
    }
    jobs.add("files", 3'600'000, [&] {
        app.archive.sweep(*app.store);
        return false;
    });
}

// At the very first start: the three administrators with passwords shown this once.
void tell_first_accounts(App& app) {
    const auto first = identity::bootstrap(app.identity, app.root_area());
    if (first.empty()) return;
    std::cout << "\nThe three administrators, each with a password for the first login only (write "
                 "them down now; they are not shown again):\n"
                 "三名管理员及其一次性初始密码（仅显示这一次，请立即记下）：\n";
    for (const auto& account : first) {
        std::cout << "    " << account.login << "  " << account.password << "  (" << account.role
                  << ")\n";
    }
    std::cout << std::endl;
}

// It goes into the policy of every page, so nothing but an origin may stand there.
void require_tiles_origin(const std::string& origin) {
    if (origin.empty() || http::is_image_origin(origin)) return;
    throw Fault("--tiles-origin " + origin +
                " is no origin: write it like https://tiles.example, without path, https except on "
                "this machine");
}

}  // namespace

int serve(const Deployment& deployment, const ServeOptions& options) {
    require_tiles_origin(options.tiles_origin);
    const sigset_t signals = block_stop_signals();
    App app(deployment, options);
    tell_first_accounts(app);
    const http::Router router = app.make_router();
    identity::Gate gate(app.identity);

    http::ServerOptions server_options;
    server_options.address = options.address;
    server_options.port = options.port;
    server_options.workers = options.workers;
    server_options.requests_per_address_per_s = options.requests_per_address_per_s;
    server_options.trusted_proxies = options.trusted_proxies;
    server_options.web_root = delivered(options.web, "web/dist").string();
    server_options.origin = options.origin;
    server_options.image_origin = options.tiles_origin;
    server_options.access_log = options.access_log;

    if (!options.demo && options.sms_command.empty()) {
        spdlog::warn("no --sms-command: text messages are only written to {}/outbox/sms.txt",
                     app.data.string());
    }
    http::Denials denials;
    server_options.denials = &denials;
    const auto retention =
        Retention::read({app.rules / "retention.yaml", app.data / "rules" / "retention.yaml"});
    Jobs jobs;
    add_jobs(jobs, app, denials, retention);
    http::Server server(server_options, router, gate, *app.store, app.clock);
    std::cout << "Linli " << version << " is ready on http://"
              << (options.address == "0.0.0.0"     ? "localhost"
                  : options.address == "127.0.0.1" ? "localhost"
                                                   : options.address)
              << ":" << server.port() << std::endl;

    int received = 0;
    sigwait(&signals, &received);
    std::cout << "stopping" << std::endl;
    server.stop();
    jobs.stop();
    while (journal::append_denials(*app.store, app.journal, denials, app.clock.now(), true) > 0) {
    }
    app.journal.checkpoint_now(*app.store);
    return 0;
}

}  // namespace linli::command
