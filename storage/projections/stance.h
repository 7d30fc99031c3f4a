#ifndef CHANCERY_STORAGE_PROJECTIONS_STANCE_H_
#define CHANCERY_STORAGE_PROJECTIONS_STANCE_H_

#include "chancery/v1/issue.pb.h"
#include "chancery/v1/record.pb.h"

namespace chancery {

// The stance class of a statement's act, as issue.proto sorts them.
// UNSPECIFIED for the courtesies (congratulate, condole), which are no
// positions, for acts that are no statements, and for acts of a newer release.
v1::StanceClass StanceClassOf(v1::Act act);

// Whether the record is an agreement, or a follow-up that was agreed.
bool IsAgreement(const v1::Record& record);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_STANCE_H_
