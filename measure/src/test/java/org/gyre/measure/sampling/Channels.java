package org.gyre.measure.sampling;

import org.gyre.core.FactorisedMarkovProcess;

/// N units that each receive the previous state of their left neighbour through a binary symmetric
/// channel that errs with probability ε: all states are equally likely, and the flux is N (ln 2 −
/// h(ε)).
record Channels(int units, double error) implements FactorisedMarkovProcess {
    @Override
    public void firingProbabilities(long[] state, double[] probability) {
        for (int i = 0; i < units; i++) {
            int left = (i + units - 1) % units;
            boolean fired = (state[left >> 6] >>> (left & 63) & 1) != 0;
            probability[i] = fired ? 1 - error : error;
        }
    }

    double flux() {
        double open = error == 0 ? 0 : -error * Math.log(error) - (1 - error) * Math.log(1 - error);
        return units * (Math.log(2) - open);
    }
}
