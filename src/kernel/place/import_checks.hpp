// What an import looks at before it writes a document: whether it says less than what is there, and
// whether its point lies where a wrong coordinate system would put it.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/place/import.hpp"

namespace linli::place {

// A document that leaves out members which the stored one has is completed with these: a list of
// names and telephones must not wipe descriptions that another source brought. A member that is
// there, also as null or empty, says what it says. `kept` receives the names of what was kept.
// The document itself where nothing is stored or nothing is missing.
json::object completed(store::Tx& tx, RecordKind kind, const json::object& doc,
                       std::vector<std::string>& kept);

// Points of one import that lie off a place of the same name by exactly what GCJ-02 or BD-09 differ
// from WGS-84 there: the file, or some rows of it, are in another system than was said.
class CrsLint {
  public:
    explicit CrsLint(const Catalogue& known) : known_(known) {}
    struct Suspicion {
        std::string is;  // the system that the point is probably in, as it was written
        std::string as;  // the system that it was taken for
    };
    // Remembers the point for those that come later.
    std::optional<Suspicion> look_at(const json::object& service);

  private:
    const Catalogue& known_;
    std::unordered_map<std::string, std::vector<GeoPoint>> seen_;  // by folded name
};

// The stored listing of the same name whose location bears the same external_identifier of the same
// type (HSDS location), whatever its ids, telephones and point.
std::optional<ListingId> same_identifier(store::Tx& tx, const Catalogue& known,
                                         const json::object& service);

}  // namespace linli::place
