// Private to kernel/service: what the parts of the check share.
#pragma once
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/form/form.hpp"
#include "kernel/process/program.hpp"
#include "kernel/service/check.hpp"

namespace linli::service {

class Checker {
  public:
    Checker(const std::string& code, const std::vector<FileText>& files, const Known& known)
        : code_(code), files_(files), known_(known) {}
    Report run();

  private:
    using Args = std::initializer_list<std::string>;
    void tell(std::string_view rule, const std::string& file, const std::string& where, Args = {});
    // A refusal of a reader, with each of its fields.
    void tell(std::string_view rule, const std::string& file, const std::string& where,
              const Refusal&);
    void in_item(std::string_view rule, const std::string& where, Args args = {}) {
        tell(rule, "item.yaml", where, args);
    }

    // check.cpp
    void check_files();
    bool read_sheet();
    void check_unused();
    // check_item.cpp
    void check_words();
    void check_bases();
    void check_basis(const Basis& basis, const std::string& where);
    void check_times();
    void check_rest();
    // check_materials.cpp
    void check_materials();
    void check_material(const Material& material, const std::string& where);
    void check_condition(const std::string& feel, const std::string& where);
    void check_who_may();
    void check_materials_decision();
    void check_answers(const decision::Model& model, const std::string& decision,
                       const std::vector<std::string>& inputs);
    std::optional<std::map<std::string, std::vector<json::value>>> choices(
        const std::vector<std::string>& inputs) const;
    // check_process.cpp
    void read_decisions();
    void read_process();
    void check_process();
    void check_user_task(const process::ProgramNode& node);
    void check_duties(const process::ProgramNode& node);
    void check_service_task(const process::ProgramNode& node);
    void check_flow_of_case();
    void check_steps();
    void read_forms();
    void check_variables();

    const std::string& code_;
    const std::vector<FileText>& files_;
    const Known& known_;
    Report out_;
    Item item_;
    std::map<std::string, std::shared_ptr<const form::Form>> forms_;
    std::map<std::string, std::shared_ptr<const decision::Model>> models_;
    std::shared_ptr<const process::Program> program_;
    std::set<std::string> fields_;  // of the application form; empty when it cannot be read
};

}  // namespace linli::service
