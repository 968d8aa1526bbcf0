// Whether a read plan from outside is sound: an evidence decoder and an engine may then index without looking.
#pragma once

#include "mps/status.h"
#include "schema/read_plan.h"

namespace mps::schema {

// Ok if: types are acyclic (each refers only to smaller ids), complete (maps have keys, records fields with types) and
// within limits; table 0 has no parent and every other table one of smaller id; every node is in exactly one place of
// one environment's trie and its type is that of its place; every column but key columns is the value of exactly one
// node, of that node's type, in the table that the node's place is in; every table but table 0 holds the members of
// exactly one node; key columns have the key type of that node's map; requests are sorted and name environments. Else
// kMalformed or kLimit, with a message that names the type, node, table or request.
Status VerifyPlan(const ReadPlan& plan);

// Just the types. REQUIRES of every helper of types.h.
Status VerifyTypes(const TypeTable& types);

// Per table and column of a verified plan: the node whose value it is (kNone for key columns).
std::vector<std::vector<NodeId>> NodesOfColumns(const ReadPlan& plan);

}  // namespace mps::schema
