package org.gyre.lab.survey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the numbers of a survey are called and counted in, in the words of its chapters, for whoever shows
/// them without those.
///
/// A number of a section is found by the keys that lead to it; a key inside another says what it belongs to:
/// `size`, `alternatives`, `lognormal`, `p` is the p of the log-normal law as an alternative for sizes.
public final class NumberNames {
    private static final String BITS = "bits per bin";
    private static final String BINS = "bins";
    private static final String P = "p";

    /// @param unit  what it is counted in; empty for a pure number
    /// @param shown how a list is shown
    private record Name(String label, String unit, Shown shown) {}

    /// What the members of a list are.
    private enum Shown {
        /// It is no list, or one of objects, each a row of its own.
        EACH,
        /// One value for each unit, in the order of `names`.
        BY_UNIT,
        /// Of ever more units together: the last is that of all.
        LAST,
        /// The lower and the upper bound.
        RANGE,
        /// In the chapter alone.
        LEFT_TO_THE_CHAPTER
    }

    /// Names that mean the same in every section, by their keys.
    private static final Map<String, Name> COMMON = new LinkedHashMap<>();

    /// Names by section and key.
    private static final Map<String, Map<String, Name>> SECTIONS = new LinkedHashMap<>();

    /// What stands before a number that belongs to something.
    private static final Map<String, String> GROUPS = new LinkedHashMap<>();

    static {
        common("units", "units examined", "");
        common("pairs", "pairs examined", "");
        common("significant_pairs", "pairs beyond chance", "");
        common("significant_units", "units that store beyond chance", "");
        common("names", "unit", "", Shown.LEFT_TO_THE_CHAPTER);
        common("p", P, "");
        common("p_fdr", "p (false discovery rate)", "", Shown.BY_UNIT);

        number("raster", "spikes_first_half", "spikes of the first half", "");
        number("raster", "spikes_second_half", "spikes of the second half", "");

        number("rates", "mean_rate_hz", "mean rate of a unit", "Hz");
        number("rates", "median_rate_hz", "median rate of a unit", "Hz");
        number("rates", "silent_units", "silent units", "");
        list("rates", "rate_hz", "rate", "Hz", Shown.LEFT_TO_THE_CHAPTER);

        number("avalanches", "avalanches", "avalanches", "");
        number("avalanches", "largest_size", "largest size", "spikes");
        number("avalanches", "longest_duration", "longest duration", BINS);
        number("avalanches", "mean_size", "mean size", "spikes");
        number("avalanches", "silent_bins", "silent bins", "");
        number("avalanches", "mean_interval_s", "mean interval between spikes", "s");
        number("avalanches", "exponent", "exponent of the power law", "");
        number("avalanches", "standard_error", "standard error of the exponent", "");
        number("avalanches", "xmin", "fitted from (x_min)", "");
        number("avalanches", "n_tail", "avalanches fitted", "");
        number("avalanches", "ks", "Kolmogorov-Smirnov distance", "");
        number("avalanches", "goodness_of_fit_p", "p of the goodness of fit", "");
        number("avalanches", "goodness_of_fit_replicas", "replicas of that test", "");
        number("avalanches", "obstacle", "not fitted", "");
        number("avalanches", "log_likelihood_ratio", "log-likelihood ratio", "nats");
        number("avalanches", "gamma", "exponent of mean size by duration (γ)", "");
        number("avalanches", "gamma_predicted", "γ by the scaling relation", "");
        number("avalanches", "gamma_deviation", "deviation from the scaling relation", "");
        number("avalanches", "gamma_deviation_error", "standard error of the deviation", "");
        GROUPS.put("size", "sizes");
        GROUPS.put("duration", "durations");
        GROUPS.put("alternatives", "power law against");
        GROUPS.put("truncated_power_law", "truncated power law");
        GROUPS.put("lognormal", "log-normal law");
        GROUPS.put("exponential", "exponential law");
        GROUPS.put("stretched_exponential", "stretched exponential law");

        number("branching", "m", "branching ratio m, by many lags", "");
        number("branching", "tau_ms", "time constant", "ms");
        number("branching", "m_naive", "branching ratio m, by one lag (slope)", "");
        number("branching", "descendants_per_ancestor", "spikes per spike of the bin before, inside avalanches", "");
        number("branching", "r1", "regression slope r₁", "");
        number("branching", "explained", "share of variation explained", "");
        list("branching", "interval", "confidence interval of m", "", Shown.RANGE);

        number("intervals", "median_cv", "CV of the median unit", "");
        number("intervals", "median_cv2", "CV2 of the median unit", "");
        number("intervals", "median_lv", "LV of the median unit", "");
        number("intervals", "median_share_below_2ms", "share of intervals below 2 ms, median unit", "");

        number("correlations", "median", "median spike time tiling coefficient", "");

        list("transfer", "links", "transfers beyond chance", "", Shown.EACH);
        number("transfer", "source", "from", "");
        number("transfer", "target", "into", "");
        number("transfer", "bits", "transfer entropy", BITS);
        number("transfer", "bits_beyond_chance", "beyond chance", BITS);
        number("transfer", "p_fdr", "p (false discovery rate)", "");

        list("storage", "bits", "active storage", BITS, Shown.BY_UNIT);
        list("storage", "entropy_bits", "entropy of the unit", BITS, Shown.BY_UNIT);

        list("words", "independent_bits", "sum of the units' entropies", BITS, Shown.LAST);
        list("words", "plug_in_bits", "entropy of words, plug-in", BITS, Shown.LAST);
        list("words", "nsb_bits", "entropy of words, NSB", BITS, Shown.LAST);
        number("words", "total_correlation_bits", "total correlation", BITS);

        number("shapes", "exponent", "exponent of the collapse (γ − 1)", "");
        number("shapes", "exponent_error", "its standard error", "");
        number("shapes", "relative_variance", "variance left between the scaled shapes", "");
        number("shapes", "durations", "durations that enter", "");
        number("shapes", "shortest", "shortest duration", BINS);
        number("shapes", "longest", "longest duration", BINS);
        number("shapes", "avalanches", "avalanches that enter", "");
        list("shapes", "shape", "mean shape", "", Shown.LEFT_TO_THE_CHAPTER);

        list("shared", "total_correlation_bits", "total correlation", BITS, Shown.LAST);
        list("shared", "dual_total_correlation_bits", "dual total correlation", BITS, Shown.LAST);
        list("shared", "o_information_bits", "O-information", BITS, Shown.LAST);
        number("shared", "o_information_by_chance_bits", "O-information by chance", BITS);
        number("shared", "p", "p of the O-information, two-sided", "");

        number("avalanche-nulls", "mean_size", "mean size", "spikes");
        number("avalanche-nulls", "p_mean_size", "p of the mean size, two-sided", "");
        number("avalanche-nulls", "largest", "largest size, mean of surrogates", "spikes");
        number("avalanche-nulls", "p_largest", "p of the largest size, two-sided", "");
        GROUPS.put("shift", "each unit shifted round");
        GROUPS.put("jitter", "each spike moved a little");
    }

    private NumberNames() {}

    private static void common(String key, String label, String unit) {
        common(key, label, unit, Shown.EACH);
    }

    private static void common(String key, String label, String unit, Shown shown) {
        COMMON.put(key, new Name(label, unit, shown));
    }

    private static void number(String section, String key, String label, String unit) {
        list(section, key, label, unit, Shown.EACH);
    }

    private static void list(String section, String key, String label, String unit, Shown shown) {
        SECTIONS.computeIfAbsent(section, _ -> new LinkedHashMap<>()).put(key, new Name(label, unit, shown));
    }

    /// What all numbers of a section are called, by their keys with dots between.
    ///
    /// @return for each key `label`, `unit` and `list`, which says what its members are: `each`, `by-unit`,
    /// `last`, `range` or `left-to-the-chapter`
    public static Map<String, Map<String, String>> of(String section, Map<String, ?> numbers) {
        Map<String, Map<String, String>> names = new LinkedHashMap<>();
        collect(section, "", "", numbers, names);
        return names;
    }

    private static void collect(
            String section, String path, String group, Map<?, ?> numbers, Map<String, Map<String, String>> names) {
        numbers.forEach((name, value) -> {
            String key = String.valueOf(name);
            String here = path + key;
            if (value instanceof Map<?, ?> inner) {
                collect(section, here + ".", group + group(section, key), inner, names);
                return;
            }
            names.put(here, describe(name(section, key), group));
            if (value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map<?, ?> first) {
                collect(section, here + ".", "", first, names);
            }
        });
    }

    /// `sizes, power law against log-normal law: `.
    private static String group(String section, String key) {
        if (section.equals("branching")) {
            return key.equals("fits") ? "" : key + " fit: ";
        }
        String words = GROUPS.getOrDefault(key, key.replace('_', ' '));
        return key.equals("alternatives") ? words + " " : words + ": ";
    }

    private static Name name(String section, String key) {
        Name own = SECTIONS.getOrDefault(section, Map.of()).get(key);
        Name common = own == null ? COMMON.get(key) : own;
        return common == null ? new Name(key.replace('_', ' '), "", Shown.EACH) : common;
    }

    private static Map<String, String> describe(Name name, String group) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("label", group + name.label());
        described.put("unit", name.unit());
        described.put("list", name.shown().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return described;
    }

    /// Whether a key of a section has a name that was given to it.
    static boolean known(String section, String key) {
        return SECTIONS.getOrDefault(section, Map.of()).containsKey(key) || COMMON.containsKey(key);
    }
}
