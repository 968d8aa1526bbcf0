// The order in which members of constant sets and keys of constant tables stand in a program.
#include "program/cell_order.h"

namespace mps::program {
namespace {

template <class T>
int Three(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

}  // namespace

int CompareCells(const Cell& a, const Cell& b) {
  if (a.kind != b.kind) return Three(a.kind, b.kind);
  if (a.kind == CellKind::kBool || a.kind == CellKind::kInt) return Three(a.i, b.i);
  if (a.kind == CellKind::kDigest && a.aux != b.aux) return Three(a.aux, b.aux);
  // char_traits<char>::compare is by unsigned char, as memcmp.
  if (int by_octets = a.text().compare(b.text())) return by_octets < 0 ? -1 : 1;
  return Three(a.aux, b.aux);
}

}  // namespace mps::program
