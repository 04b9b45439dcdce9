#include "kernel/decision/program.hpp"

#include "kernel/decision/table.hpp"

namespace linli::decision {

// Node 0 is the constant null, so that "no node" and "null" never mix.
Program::Program() {
    constants.emplace_back();
    add(Op::constant, 0);
}
Program::~Program() = default;

std::uint32_t Program::add(Op op, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                           std::uint8_t flags, std::uint32_t position) {
    nodes.push_back({op, flags, a, b, c, position});
    return static_cast<std::uint32_t>(nodes.size() - 1);
}

std::uint32_t Program::constant(Value value) {
    constants.push_back(std::move(value));
    return static_cast<std::uint32_t>(constants.size() - 1);
}

std::uint32_t Program::keep(const std::vector<std::uint32_t>& list) {
    const auto first = static_cast<std::uint32_t>(children.size());
    children.insert(children.end(), list.begin(), list.end());
    return first;
}

const Value* Program::constant_of(std::uint32_t node) const {
    return node < nodes.size() && nodes[node].op == Op::constant ? &constants[nodes[node].a]
                                                                 : nullptr;
}

}  // namespace linli::decision
