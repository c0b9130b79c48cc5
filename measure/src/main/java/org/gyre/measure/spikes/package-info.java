/// Statistics of spike trains in integer ticks ([org.gyre.core.SpikeTrains]).
///
/// One train: [org.gyre.measure.spikes.FiringRate] with its exact interval,
/// [org.gyre.measure.spikes.IntervalStatistics] (CV, CV2, LV, refractory share),
/// [org.gyre.measure.spikes.IntervalHistogram], [org.gyre.measure.spikes.FanoFactor]. All of them:
/// [org.gyre.measure.spikes.PopulationActivity].
///
/// Pairs: a [org.gyre.measure.spikes.PairStatistic] ([org.gyre.measure.spikes.CountCorrelation],
/// [org.gyre.measure.spikes.SpikeTimeTiling]) is held against surrogates by
/// [org.gyre.measure.spikes.PairTest]; [org.gyre.measure.spikes.CrossCorrelogram] shows the delays.
///
/// A stimulus: [org.gyre.measure.spikes.Trials] and a [org.gyre.measure.spikes.ResponseCode] give
/// [org.gyre.measure.spikes.StimulusInformation]; a rate profile gives
/// [org.gyre.measure.spikes.InformationPerSpike], for which [org.gyre.measure.spikes.ResponseProfile]
/// makes one.
///
/// Bins are whole: [org.gyre.measure.spikes.SpikeCounts] says how they lie.
@NullMarked
package org.gyre.measure.spikes;

import org.jspecify.annotations.NullMarked;
