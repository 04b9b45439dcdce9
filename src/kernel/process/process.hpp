// Processes: the whole public surface of the module.
//
//   bpmn::read(file, xml) -> Definitions      the model as written
//   compile(definitions, decisions) -> Program
//   step(program, state, command, now) -> state + effects    the state machine, pure
//   Exchange                                  instances in memory that talk
//   play(program, steps, ...)                 a script with a simulated clock
//   migrate(from, to, process, state, plan)   an instance to another version, pure
//   Engine, routes(router, engine, parts)     durable, over HTTP: engine.hpp and routes.hpp
//
// Semantics, extensions and what is refused: docs/process.md.
#pragma once
#include "kernel/process/bpmn.hpp"
#include "kernel/process/exchange.hpp"
#include "kernel/process/program.hpp"
#include "kernel/process/script.hpp"
#include "kernel/process/state.hpp"
#include "kernel/process/step.hpp"
