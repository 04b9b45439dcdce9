// The data of a form laid over its components: every field once for each row, with what is hidden
// and what is computed worked out as form-js does it. Only for the files of this module.
#pragma once
#include "kernel/form/component.hpp"

namespace linli::form {

struct Node {
    const Component* component = nullptr;
    std::string path;            // "children[0].name"
    std::string row_zh, row_en;  // "子女 1 · "
    json::value value;           // of a field; what is missing is as form-js has it, "" or null
    bool misshapen = false;      // of a container: not an object, or no list of objects
    std::size_t rows_given = 0;
    bool hidden_first = false, hidden = false;
    decision::Value min, max, min_length, max_length;
    std::vector<std::vector<Node>> rows;  // of a list
    std::vector<Node> children;           // of a group
};
using Nodes = std::vector<Node>;

class State {
  public:
    State(const Components&, const json::object& data, Instant now);

    bool too_many() const { return count_ > values_max; }
    // What is shown, as it would be sent: without hidden and disabled fields.
    json::object shown() const;

    // Calls `see` for every field and list that is shown, in the order of the form.
    template <class See>
    void each(const See& see) const {
        each(nodes_, see);
    }

  private:
    enum class Pass : std::uint8_t { first, second, compute };
    struct Scope;
    Nodes build(const Components&, const json::object& data, const std::string& at,
                const std::string& row_zh, const std::string& row_en);
    void build_rows(Node&, const json::value* list);
    void settle();
    bool run(Nodes&, const Scope&, bool hidden, Pass);
    bool run_rows(Node&, const Scope&, Pass);
    bool compute(Node&, const Scope&);
    decision::Value bound(const Bound&, const Scope&) const;

    template <class See>
    static void each(const Nodes& nodes, const See& see) {
        for (const auto& n : nodes) {
            if (n.hidden || n.component->disabled) continue;
            if (n.component->type != Type::group) see(n);
            each(n.children, see);
            for (const auto& row : n.rows)
                each(row, see);
        }
    }

    Instant now_;
    std::size_t count_ = 0;
    Nodes nodes_;
};

}  // namespace linli::form
