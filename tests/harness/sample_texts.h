#ifndef CHANCERY_TESTS_HARNESS_SAMPLE_TEXTS_H_
#define CHANCERY_TESTS_HARNESS_SAMPLE_TEXTS_H_

#include <string>
#include <vector>

namespace chancery {

// The texts of the sample readouts, byte for byte, in the order of their file
// names. Ends the program when there are none: nothing can be shown without.
std::vector<std::string> SampleTexts();

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_SAMPLE_TEXTS_H_
