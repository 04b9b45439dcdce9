// Reading a schema: every fault is told with its place, "components[3].validate.pattern". Only for
// the files of this module.
#pragma once
#include <map>
#include <set>

#include "kernel/form/component.hpp"

namespace linli::form {

class FormReader {
  public:
    static std::shared_ptr<const Form> read(std::string_view text, std::string_view file);

  private:
    // What keys a container has already, by the whole path; a list begins a scope of its own.
    struct Scope {
        std::map<std::string, bool> taken;  // true: a field or list; false: only a way to one
    };

    Components components(const json::value&, const std::string& at, std::size_t depth,
                          const std::vector<std::string>& base, Scope&, bool in_list);
    ComponentPtr component(const json::object&, const std::string& at, std::size_t depth,
                           const std::vector<std::string>& base, Scope&, bool in_list);
    bool type(Component&, const json::object&, const std::string& at);
    void words(Component&, const json::object&, const std::string& at);
    void key(Component&, const json::object&, const std::string& at,
             const std::vector<std::string>& base, Scope&);
    void shown(Component&, const json::object&, const std::string& at);
    void validation(Component&, const json::object&, const std::string& at);
    void pattern(Component&, const json::object& validate, const json::object& properties,
                 const std::string& at);
    void options(Component&, const json::object&, const std::string& at);
    void rule(Component&, const json::object& properties, const std::string& at);
    void number(Component&, const json::object&, const std::string& at);
    void moment(Component&, const json::object&, const std::string& at);
    void rows(Component&, const json::object&, const std::string& at);
    Bound bound(const json::value&, const std::string& at);
    std::optional<decision::Expression> feel(const json::value&, const std::string& at);
    bool flag(const json::object&, std::string_view member, const std::string& at);
    std::string text(const json::object&, std::string_view member, const std::string& at,
                     std::size_t bytes_max = 4000);
    void gather_names(const json::value& components, bool in_list);
    void fault(const std::string& at, std::string_view code, std::string zh, std::string en);

    std::vector<FieldFault> faults_;
    std::size_t count_ = 0;
    std::set<std::string> ids_;
    decision::Vocabulary vocabulary_;
    std::set<std::string> names_;
};

}  // namespace linli::form
