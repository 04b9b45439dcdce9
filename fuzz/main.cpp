// One libFuzzer program per target: LINLI_FUZZ_TARGET names the function.
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linli::fuzz::LINLI_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
