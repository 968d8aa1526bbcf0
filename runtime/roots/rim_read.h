// Reading a base RIM out of a document that is parsed already. Used by rim.cpp and rim_signature.cpp.
#pragma once

#include "roots/rim.h"
#include "roots/rim_xml.h"

namespace mps::roots {

Result<BaseRim> ReadBaseRim(const xmlDoc* document);

}  // namespace mps::roots
