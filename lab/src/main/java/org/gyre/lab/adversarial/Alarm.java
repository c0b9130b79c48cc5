package org.gyre.lab.adversarial;

/// That something went wrong in one network, found when it was judged.
///
/// @param code    of the warning, capitals
/// @param what    went wrong and what to do, in full sentences without numbers: the same for all networks
/// @param numbers that show it in this network, a few words
/// @param grave   whether such a network must not be used, so that the run fails
record Alarm(String code, String what, String numbers, boolean grave) {}
