#include "kernel/process/render_symbols.hpp"

#include <array>

#include "kernel/process/render_text.hpp"

namespace linli::process {

namespace {

struct Sign {
    std::string_view name;
    // A path in a square of 24; `solid` ones are filled, whoever has them.
    std::string_view path;
    bool solid = false;
};

constexpr std::array<Sign, 32> signs = {{
    {"userTask", "M12 3a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M3 22v-3c0-4 4-6 9-6s9 2 9 6v3z"},
    {"manualTask",
     "M3 10c2-3 5-5 8-5c2 0 2 3 0 3h9c2 0 2 3 0 3c2 0 2 3 0 3c1 0 1 3-1 3c1 0 1 3-1 3h-9c-4 "
     "0-6-3-6-6z"},
    {"serviceTask",
     "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M10 2h4l1 3l3 1l3-2l2 4l-3 2v4l3 2l-2 4l-3-2l-3 1l-1 3h-4"
     "l-1-3l-3-1l-3 2l-2-4l3-2v-4l-3-2l2-4l3 2l3-1z"},
    {"scriptTask",
     "M7 2h13c-4 4-4 6-1 10s3 7-1 10h-14c4-3 4-6 1-10s-3-7 2-10zM9 7h6M10 12h7M11 17h6"},
    {"businessRuleTask", "M2 4h20v16h-20zM2 9h20M2 14.5h20M9 9v11"},
    {"sendTask", "M2 5h20v14h-20zl10 8l10-8", true},
    {"receiveTask", "M2 5h20v14h-20zl10 8l10-8"},
    {"messageEventDefinition", "M2 5h20v14h-20zl10 8l10-8"},
    {"timerEventDefinition", "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20M12 6v6l5 3"},
    {"signalEventDefinition", "M12 3l10 17h-20z"},
    {"errorEventDefinition", "M2 21l6-17l6 8l8-9l-6 17l-6-8z"},
    {"escalationEventDefinition", "M12 2l8 20l-8-8l-8 8z"},
    {"conditionalEventDefinition", "M4 2h16v20h-16zM7 7h10M7 11h10M7 15h10M7 19h10"},
    {"linkEventDefinition", "M2 8h12v-5l9 9l-9 9v-5h-12z"},
    {"terminateEventDefinition", "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20", true},
    {"compensateEventDefinition", "M12 4v16l-10-8zM22 4v16l-10-8z"},
    {"cancelEventDefinition", "M5 2l7 7l7-7l3 3l-7 7l7 7l-3 3l-7-7l-7 7l-3-3l7-7l-7-7z"},
    {"multiple", "M12 2l10 7.5l-4 12h-12l-4-12z"},
    {"parallel_multiple", "M9 2h6v7h7v6h-7v7h-6v-7h-7v-6h7z"},
    {"exclusiveGateway", "M5 3h3l4 6l4-6h3l-5.4 9l5.4 9h-3l-4-6l-4 6h-3l5.4-9z", true},
    {"parallelGateway", "M10.3 1h3.4v9.3h9.3v3.4h-9.3v9.3h-3.4v-9.3h-9.3v-3.4h9.3z", true},
    {"inclusiveGateway", "M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19"},
    {"complexGateway",
     "M10.8 1h2.4v7.8l5.5-5.5l1.7 1.7l-5.5 5.5h7.9v2.6h-7.9l5.5 5.5l-1.7 1.7l-5.5-5.5v7.9h-2.4v-7.9"
     "l-5.5 5.5l-1.7-1.7l5.5-5.5h-7.9v-2.6h7.9l-5.5-5.5l1.7-1.7l5.5 5.5z",
     true},
    {"eventBasedGateway",
     "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18"
     "M12 6l6 4.4l-2.3 7h-7.4l-2.3-7z"},
    {"eventBasedGateway_start",
     "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22M12 5.5l6.2 4.6l-2.4 7.3h-7.6l-2.4-7.3z"},
    {"eventBasedGateway_parallel",
     "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22M10.5 5h3v5.5h5.5v3h-5.5v5.5h-3v-5.5h-5.5v-3h5.5z"},
    {"loop", "M9 20a8 8 0 1 1 6 0M9 20v-6M9 20h-6"},
    {"parallel", "M6 3v18M12 3v18M18 3v18"},
    {"sequential", "M3 6h18M3 12h18M3 18h18"},
    {"compensation", "M11 5v14l-9-7zM21 5v14l-9-7z"},
    {"collapsed", "M2 2h20v20h-20zM12 6v12M6 12h12"},
    {"ad_hoc", "M2 14c3-8 7-6 10-2s7 6 10-2"},
}};

}  // namespace

std::string symbol(std::string_view name, double x, double y, double size, bool filled) {
    for (const auto& s : signs) {
        if (s.name != name) continue;
        const bool line_only =
            name == "timerEventDefinition" || name == "conditionalEventDefinition";
        const bool solid = s.solid || (filled && !line_only);
        // A filled letter keeps its flap visible.
        const bool letter = solid && (name == "sendTask" || name == "messageEventDefinition");
        return "<path class=\"" +
               std::string(letter  ? "sign letter"
                           : solid ? "sign solid"
                                   : "sign") +
               "\" transform=\"translate(" + number(x) + " " + number(y) + ") scale(" +
               std::to_string(size / 24) + ")\" d=\"" + std::string(s.path) + "\"/>\n";
    }
    return "";
}

std::string stretched(std::string_view name, const bpmn::Bounds& b) {
    const std::string w = number(b.width), h = number(b.height), x = number(b.x), y = number(b.y);
    std::string path;
    if (name == "data_object") {
        const double fold = b.width * 0.3;
        path = "M" + x + " " + y + "h" + number(b.width - fold) + "l" + number(fold) + " " +
               number(fold) + "v" + number(b.height - fold) + "h-" + w + "zM" +
               number(b.x + b.width - fold) + " " + y + "v" + number(fold) + "h" + number(fold);
    } else {
        const std::string r = number(b.width / 2), ry = number(b.height * 0.14);
        const std::string top = number(b.y + b.height * 0.14);
        const std::string side = number(b.height * 0.72);
        path = "M" + x + " " + top + "a" + r + " " + ry + " 0 0 1 " + w + " 0v" + side + "a" + r +
               " " + ry + " 0 0 1 -" + w + " 0zM" + x + " " + top + "a" + r + " " + ry + " 0 0 0 " +
               w + " 0";
    }
    return "<path class=\"node\" d=\"" + path + "\"/>\n";
}

std::string_view picture_head() {
    return R"(<style>
text{font:12px "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;text-anchor:middle;fill:#1d2733}
.l text{font-size:11.5px;paint-order:stroke;stroke:#fff;stroke-width:3px}
.left text{text-anchor:start}
.pool{fill:none;stroke:#5b6a7a}
.node{fill:#fff;stroke:#1d2733;stroke-width:1.5}
.line{fill:none;stroke:#1d2733}
.thick{stroke-width:3.5}
.dashed{stroke-dasharray:5 3}
.dotted{stroke-dasharray:1.5 3}
.group{stroke-dasharray:9 4 2 4}
.sign{fill:none;stroke:#1d2733;stroke-width:1.5;stroke-linejoin:round}
.solid{fill:#1d2733}
.letter{fill:#1d2733;stroke:#fff}
.flow{fill:none;stroke:#1d2733;stroke-width:1.4;stroke-linejoin:round}
.message{stroke-dasharray:8 5}
.association{stroke-dasharray:1.5 4;stroke-linecap:round}
.token{fill:#0b6e4f;stroke:#fff;stroke-width:1.5}
.count{fill:#fff;font-weight:600}
</style>
<defs>
<marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L10 5L0 9z" fill="#1d2733"/></marker>
<marker id="open" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path d="M0 1L9 5L0 9z" fill="#fff" stroke="#1d2733"/></marker>
<marker id="thin" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path d="M1 1L9 5L1 9" fill="none" stroke="#1d2733"/></marker>
<marker id="ring" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="7" markerHeight="7" orient="auto"><circle cx="5" cy="5" r="4" fill="#fff" stroke="#1d2733"/></marker>
<marker id="default" viewBox="0 0 12 12" refX="0" refY="6" markerWidth="10" markerHeight="10" orient="auto"><path d="M4 2L8 10" stroke="#1d2733" stroke-width="1.5"/></marker>
<marker id="condition" viewBox="0 0 16 10" refX="0" refY="5" markerWidth="12" markerHeight="9" orient="auto"><path d="M0 5L7 1L14 5L7 9z" fill="#fff" stroke="#1d2733"/></marker>
</defs>
)";
}

}  // namespace linli::process
