// linli process check | render | rules: models without a deployment.
#pragma once

namespace CLI {
class App;
}

namespace linli::command {

// Adds the subcommands to the group "process"; each writes its exit code to `exit_code`.
void add_process_check(CLI::App& group, int& exit_code);

}  // namespace linli::command
