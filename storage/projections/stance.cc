#include "storage/projections/stance.h"

namespace chancery {

v1::StanceClass StanceClassOf(v1::Act act) {
  switch (act) {
    case v1::ACT_ASSERT:
    case v1::ACT_INFORM:
    case v1::ACT_EMPHASIZE:
    case v1::ACT_UNDERSTAND:
      return v1::STANCE_CLASS_NEUTRAL;
    case v1::ACT_SUPPORT:
    case v1::ACT_COMMEND:
    case v1::ACT_WELCOME:
    case v1::ACT_THANK:
      return v1::STANCE_CLASS_POSITIVE;
    case v1::ACT_OPPOSE:
    case v1::ACT_CONDEMN:
    case v1::ACT_PROTEST:
    case v1::ACT_CONCERN:
    case v1::ACT_REGRET:
    case v1::ACT_WARN:
      return v1::STANCE_CLASS_NEGATIVE;
    case v1::ACT_REQUEST:
    case v1::ACT_PROPOSE:
    case v1::ACT_INVITE:
      return v1::STANCE_CLASS_DIRECTIVE;
    case v1::ACT_COMMIT:
    case v1::ACT_OFFER:
    case v1::ACT_HOPE:
      return v1::STANCE_CLASS_COMMISSIVE;
    case v1::ACT_CONGRATULATE:
    case v1::ACT_CONDOLE:
    case v1::ACT_JOINT_VIEW:
    case v1::ACT_JOINT_COMMITMENT:
    case v1::ACT_DECISION:
    case v1::ACT_ASSENT:
    case v1::ACT_MEETING:
    case v1::ACT_VISIT:
    case v1::ACT_CALL:
    case v1::ACT_SIGNING:
    case v1::ACT_DISPATCH:
    case v1::ACT_CONVEY:
    case v1::ACT_SUBMIT:
    case v1::ACT_LAUNCH:
    case v1::ACT_HOST:
    case v1::ACT_COORDINATE:
    case v1::ACT_TASK:
    case v1::ACT_UNSPECIFIED:
    case v1::Act_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Act_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return v1::STANCE_CLASS_UNSPECIFIED;
}

bool IsAgreement(const v1::Record& record) {
  return record.kind() == v1::RECORD_KIND_AGREEMENT ||
         (record.kind() == v1::RECORD_KIND_FOLLOW_UP &&
          record.basis() == v1::FOLLOW_UP_BASIS_AGREED);
}

}  // namespace chancery
