// linli service check: service items without a deployment.
#pragma once

namespace CLI {
class App;
}

namespace linli::command {

// Adds the subcommands; each writes its exit code (0 good, 1 something refuses) to `exit_code`.
void add_service(CLI::App& app, int& exit_code);

}  // namespace linli::command
