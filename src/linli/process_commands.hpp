// linli process run: processes without a deployment.
#pragma once

namespace CLI {
class App;
}

namespace linli::command {

// Adds the subcommands; each writes its exit code (0 good, 1 something failed) to `exit_code`.
void add_process(CLI::App& app, int& exit_code);

}  // namespace linli::command
