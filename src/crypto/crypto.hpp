// The whole surface of this module; nothing outside it includes OpenSSL or libsodium.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "crypto/merkle.hpp"
#include "crypto/password.hpp"
#include "crypto/seal.hpp"
#include "crypto/sign.hpp"
