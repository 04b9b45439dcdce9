// What the two readers share: a document of bounded size, one of the known versions of a message,
// amounts in whole fen.
#pragma once
#include <pugixml.hpp>

#include "base/date.hpp"
#include "base/refusal.hpp"

namespace linli::iso20022::detail {

// The document's element behind <Document>. Refusals `iso20022.too_large`, `iso20022.malformed`,
// `iso20022.unknown_message`.
pugi::xml_node open_message(pugi::xml_document&, std::string_view xml, const char* message,
                            std::initializer_list<const char*> versions, const char* element);

// Where in the file a node is, in the words of the file: "Stmt[1]/Ntry[3]/Amt".
std::string place_of(pugi::xml_node);
Refusal refuse(pugi::xml_node, const char* code, Words);
// A child that must be there, with text. Refusal `iso20022.missing`, `iso20022.text`.
pugi::xml_node require(pugi::xml_node parent, const char* path);
std::string require_text(pugi::xml_node parent, const char* path, std::size_t length_max);
std::string text(pugi::xml_node parent, const char* path, std::size_t length_max);
// "12.05" of an element with Ccy="CNY". Refusals `iso20022.amount`, `iso20022.currency`.
std::int64_t require_fen(pugi::xml_node parent, const char* path);
// CRDT is true. Refusal `iso20022.direction`.
bool is_credit(pugi::xml_node parent);
// The day of a Dt or DtTm child. Refusal `iso20022.date`.
Date require_day(pugi::xml_node parent, const char* path);

}  // namespace linli::iso20022::detail
