// A random model as BPMN.
#include <map>

#include "process/random/model.hpp"

namespace linli::process::random {

namespace {

std::string text_of(const Condition& c) {
    return std::string(1, c.variable) + " &gt;= " + std::to_string(c.least);
}

class Writer {
  public:
    explicit Writer(const Model& m) : m_(m) {}
    std::string text() {
        for (const auto& [id, kind] : std::map<std::string, std::string>{{"m0", "message"},
                                                                         {"m1", "message"},
                                                                         {"m2", "message"},
                                                                         {"s0", "signal"},
                                                                         {"s1", "signal"}})
            out_ += "<" + kind + " id=\"" + id + "\" name=\"" + id + "\"/>\n";
        for (const char* e : {"e0", "e1"})
            out_ += std::string("<error id=\"") + e + "\" errorCode=\"" + e + "\"/>\n";
        for (const char* e : {"x0", "x1"})
            out_ += std::string("<escalation id=\"") + e + "\" escalationCode=\"" + e + "\"/>\n";
        for (std::size_t p = 0; p < m_.processes.size(); ++p) {
            out_ += "<process id=\"p" + std::to_string(p) + "\" isExecutable=\"true\">\n";
            graph(m_.processes[p]);
            out_ += "</process>\n";
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions "
               "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
               "xmlns:linli=\"urn:linli:bpmn\" id=\"d\" targetNamespace=\"urn:linli:test\">\n" +
               out_ + "</definitions>\n";
    }

  private:
    void graph(int g) {
        for (const char v : m_.graph(g).variables)
            out_ += "<dataObject id=\"data_" + std::to_string(g) + "\" name=\"" + v + "\"/>\n";
        for (const int n : m_.graph(g).nodes)
            node(n);
        for (std::size_t f = 0; f < m_.flows.size(); ++f)
            if (m_.node(m_.flows[f].source).graph == g) flow(static_cast<int>(f));
    }
    static std::string tag_of(Kind kind) {
        switch (kind) {
            case Kind::start:
                return "startEvent";
            case Kind::end:
                return "endEvent";
            case Kind::user:
                return "userTask";
            case Kind::service:
                return "serviceTask";
            case Kind::pass:
                return "manualTask";
            case Kind::script:
                return "scriptTask";
            case Kind::receive:
                return "receiveTask";
            case Kind::call:
                return "callActivity";
            case Kind::sub:
            case Kind::handler:
                return "subProcess";
            case Kind::transaction:
                return "transaction";
            case Kind::exclusive:
                return "exclusiveGateway";
            case Kind::inclusive:
                return "inclusiveGateway";
            case Kind::parallel:
                return "parallelGateway";
            case Kind::event_gateway:
                return "eventBasedGateway";
            case Kind::catching:
                return "intermediateCatchEvent";
            case Kind::throwing:
                return "intermediateThrowEvent";
            case Kind::boundary:
                return "boundaryEvent";
        }
        return "";
    }
    void attribute(const std::string& name, const std::string& value) {
        out_ += " " + name + "=\"" + value + "\"";
    }
    void node(int i) {
        const Node& n = m_.node(i);
        const std::string tag = tag_of(n.kind);
        out_ += "<" + tag;
        attribute("id", id_of(i));
        if (n.default_flow >= 0) attribute("default", "f" + std::to_string(n.default_flow));
        if (n.kind == Kind::boundary) {
            attribute("attachedToRef", id_of(n.attached_to));
            attribute("cancelActivity", n.interrupting ? "true" : "false");
        }
        if (n.kind == Kind::start && !n.interrupting) attribute("isInterrupting", "false");
        if (n.kind == Kind::handler) attribute("triggeredByEvent", "true");
        if (n.is_undo) attribute("isForCompensation", "true");
        if (n.kind == Kind::service) attribute("linli:function", "external:work");
        if (n.kind == Kind::receive) attribute("messageRef", n.name);
        if (n.kind == Kind::call) attribute("calledElement", "p" + std::to_string(n.called));
        if (n.kind == Kind::script) attribute("scriptFormat", "feel");
        out_ += ">";
        if (n.kind != Kind::receive) event(n);
        if (n.kind == Kind::script) {
            const std::string v(1, n.assignment.variable);
            out_ += "<script>{" + v + ": " + (n.assignment.adds ? v + " + " : "") +
                    std::to_string(n.assignment.value) + "}</script>";
        }
        repeat(n);
        if (n.inside >= 0) {
            out_ += "\n";
            graph(n.inside);
        }
        out_ += "</" + tag + ">\n";
        if (n.undone_by < 0) return;
        const std::string b = "undo_" + id_of(i);
        out_ += "<boundaryEvent id=\"" + b + "\" attachedToRef=\"" + id_of(i) +
                "\"><compensateEventDefinition/></boundaryEvent>\n<association id=\"to_" + b +
                "\" associationDirection=\"One\" sourceRef=\"" + b + "\" targetRef=\"" +
                id_of(n.undone_by) + "\"/>\n";
    }
    void event(const Node& n) {
        const auto refers = [&](const std::string& kind) {
            out_ += "<" + kind + "EventDefinition" +
                    (n.name.empty() ? "" : " " + kind + "Ref=\"" + n.name + "\"") + "/>";
        };
        switch (n.event) {
            case Event::none:
                return;
            case Event::message:
                return refers("message");
            case Event::signal:
                return refers("signal");
            case Event::error:
                return refers("error");
            case Event::escalation:
                return refers("escalation");
            case Event::terminate:
                out_ += "<terminateEventDefinition/>";
                return;
            case Event::cancel:
                out_ += "<cancelEventDefinition/>";
                return;
            case Event::compensation:
                out_ += "<compensateEventDefinition" +
                        (n.undoes < 0 ? "" : " activityRef=\"" + id_of(n.undoes) + "\"") +
                        (n.waits ? "" : " waitForCompletion=\"false\"") + "/>";
                return;
            case Event::condition:
                out_ += "<conditionalEventDefinition><condition>" + text_of(n.condition) +
                        "</condition></conditionalEventDefinition>";
                return;
            case Event::timer: {
                const std::string every = "PT" + std::to_string(n.minutes) + "M";
                out_ += "<timerEventDefinition>";
                out_ += n.times ? "<timeCycle>R" + std::to_string(n.times) + "/" + every +
                                      "</timeCycle>"
                                : "<timeDuration>" + every + "</timeDuration>";
                out_ += "</timerEventDefinition>";
            }
        }
    }
    void repeat(const Node& n) {
        if (n.repeat == Repeat::no) return;
        if (n.repeat == Repeat::standard) {
            out_ += "<standardLoopCharacteristics";
            attribute("testBefore", n.before ? "true" : "false");
            attribute("loopMaximum", std::to_string(n.count));
            out_ += ">";
            if (n.asks) out_ += "<loopCondition>" + text_of(n.condition) + "</loopCondition>";
            out_ += "</standardLoopCharacteristics>";
            return;
        }
        out_ += "<multiInstanceLoopCharacteristics";
        attribute("isSequential", n.repeat == Repeat::sequential ? "true" : "false");
        out_ += "><loopCardinality>" + std::to_string(n.count) + "</loopCardinality>";
        if (n.enough)
            out_ += "<completionCondition>numberOfCompletedInstances &gt;= " +
                    std::to_string(n.enough) + "</completionCondition>";
        out_ += "</multiInstanceLoopCharacteristics>";
    }
    void flow(int i) {
        const Flow& f = m_.flow(i);
        out_ += "<sequenceFlow id=\"f" + std::to_string(i) + "\" sourceRef=\"" + id_of(f.source) +
                "\" targetRef=\"" + id_of(f.target) + "\"";
        out_ += f.conditional ? "><conditionExpression>" + text_of(f.condition) +
                                    "</conditionExpression></sequenceFlow>\n"
                              : "/>\n";
    }
    const Model& m_;
    std::string out_;
};

}  // namespace

std::string to_bpmn(const Model& model) {
    return Writer(model).text();
}

}  // namespace linli::process::random
