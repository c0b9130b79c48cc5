package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Suggestions;

/// Runs the sections of a survey in order of worth.
///
/// A section that is forecast to end after the budget is left out, and a cheaper one behind it may still run. One that
/// might take the time of cheaper ones behind it, were it twice as slow as foreseen, runs after them, so that they
/// are not lost; the answer has all in order of worth. One that meets the end of the budget while it runs is given up.
/// Forecasts follow the pace of the sections so far, which is
/// slow on a busy machine. Nothing else depends on the clock: what a section finds is the same whenever it runs. The
/// sections that the settings name run to their end in any case.
public final class RecordingSurvey {
    /// Every section, what most readers want first.
    public static final List<Section> SECTIONS = List.of(
            new RasterSection(),
            new RatesSection(),
            new AvalanchesSection(),
            new BranchingSection(),
            new IntervalsSection(),
            new CorrelationsSection(),
            new TransferSection(),
            new StorageSection(),
            new WordsSection(),
            new ShapesSection(),
            new SharedSection(),
            new AvalancheNullsSection());

    private static final double NANOS = 1e9;

    /// Seconds that a forecast may be wrong without telling of the pace: code is compiled while the first sections run.
    private static final double WARM_UP = 2;

    /// How many times slower than foreseen a section may be before it costs others their time.
    private static final double DOUBT = 2;

    private final List<Section> sections;
    private final LongSupplier nanoTime;

    public RecordingSurvey() {
        this(SECTIONS, System::nanoTime);
    }

    /// @param nanoTime a clock that never goes back
    RecordingSurvey(List<Section> sections, LongSupplier nanoTime) {
        this.sections = List.copyOf(sections);
        this.nanoTime = nanoTime;
    }

    /// Surveys a recording.
    ///
    /// @param secondsSpent of the budget before, with reading the file
    /// @param stop asked between sections
    /// @throws InputException if the settings name a section that does not exist
    public Survey of(Subject subject, double secondsSpent, SurveyListener listener, BooleanSupplier stop) {
        List<String> wanted = subject.settings().sections();
        wanted.forEach(this::requireKnown);
        long start = nanoTime.getAsLong();
        double budget = subject.settings().budget().toMillis() / 1e3;
        List<Section> chosen = new ArrayList<>();
        List<Survey.Done> done = new ArrayList<>();
        List<Survey.Omitted> omitted = new ArrayList<>();
        for (Section section : sections) {
            String obstacle = section.obstacle(subject);
            if (!wanted.isEmpty() && !wanted.contains(section.id())) {
                omitted.add(new Survey.Omitted(section, "it was not asked for", true, section.seconds(subject)));
            } else if (!obstacle.isEmpty()) {
                omitted.add(new Survey.Omitted(section, obstacle, false, Double.NaN));
            } else {
                chosen.add(section);
            }
        }
        boolean stopped = false;
        double foreseen = 0;
        int inOrder = chosen.size();
        for (int i = 0; i < chosen.size(); i++) {
            Section section = chosen.get(i);
            double spent = secondsSpent + (nanoTime.getAsLong() - start) / NANOS;
            double pace = Math.max(1, (spent - secondsSpent) / (foreseen + WARM_UP));
            double forecast = pace * section.seconds(subject);
            if (wanted.isEmpty() && i < inOrder) {
                double cheaper = pace * forecast(cheaper(section, chosen.subList(i + 1, inOrder), subject), subject);
                if (cheaper > 0 && spent + DOUBT * forecast + cheaper > budget) {
                    chosen.remove(i--);
                    inOrder--;
                    chosen.add(section);
                    chosen.subList(inOrder, chosen.size())
                            .sort(Comparator.comparingDouble(late -> late.seconds(subject)));
                    continue;
                }
            }
            stopped |= stop.getAsBoolean();
            if (stopped) {
                omitted.add(new Survey.Omitted(section, "the survey was stopped before it", true, forecast));
            } else if (wanted.isEmpty() && spent + forecast > budget) {
                omitted.add(beyondBudget(section, "it takes", forecast, budget, spent));
            } else {
                double before = pace * forecast(chosen.subList(0, i), subject);
                double after = pace * forecast(chosen.subList(i + 1, chosen.size()), subject);
                foreseen += section.seconds(subject);
                Findings findings = new Findings();
                long began = nanoTime.getAsLong();
                listener.progress(before / (before + forecast + after), section.title(), forecast + after);
                try {
                    section.run(subject, findings, (part, total, what) -> {
                        double share = total == 0 ? 1 : (double) part / total;
                        listener.progress(
                                (before + share * forecast) / (before + forecast + after),
                                section.title(),
                                (1 - share) * forecast + after);
                        if (wanted.isEmpty()
                                && share < 1
                                && secondsSpent + (nanoTime.getAsLong() - start) / NANOS > budget) {
                            throw new OutOfTime();
                        }
                    });
                    done.add(new Survey.Done(section, findings, (nanoTime.getAsLong() - began) / NANOS));
                } catch (InputException unfit) {
                    omitted.add(new Survey.Omitted(section, unfit.getMessage(), false, Double.NaN));
                } catch (OutOfTime | IllegalStateException ended) {
                    if (!isOutOfTime(ended)) {
                        throw ended;
                    }
                    double taken = (nanoTime.getAsLong() - began) / NANOS;
                    omitted.add(beyondBudget(section, "it was given up after", taken, budget, spent));
                }
            }
        }
        done.sort(Comparator.comparingInt(each -> sections.indexOf(each.section())));
        omitted.sort(Comparator.comparingInt(each -> sections.indexOf(each.section())));
        return new Survey(subject, done, omitted, stopped);
    }

    /// Those of some sections that are forecast to take less time than one.
    private static List<Section> cheaper(Section dear, List<Section> others, Subject subject) {
        double seconds = dear.seconds(subject);
        return others.stream().filter(other -> other.seconds(subject) < seconds).toList();
    }

    /// Ends a section from within its report of progress.
    private static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfTime() {
            super("out of time", null, false, false);
        }
    }

    /// A team hands on what ended one of its tasks as the cause.
    private static boolean isOutOfTime(RuntimeException ended) {
        return ended instanceof OutOfTime || ended.getCause() instanceof OutOfTime;
    }

    private static Survey.Omitted beyondBudget(
            Section section, String words, double seconds, double budget, double spent) {
        String reason = String.format(
                Locale.ROOT,
                "%s about %.0f s, and of the budget of %.0f s %.0f s were left",
                words,
                Math.max(1, seconds),
                budget,
                Math.max(0, budget - spent));
        return new Survey.Omitted(section, reason, true, seconds);
    }

    private static double forecast(List<Section> sections, Subject subject) {
        return sections.stream()
                .mapToDouble(section -> section.seconds(subject))
                .sum();
    }

    private void requireKnown(String id) {
        List<String> known = sections.stream().map(Section::id).toList();
        if (!known.contains(id)) {
            String near = Suggestions.closest(id, known);
            throw new InputException(
                    "there is no section '" + id + "'" + (near == null ? "" : "; did you mean " + near + "?")
                            + (near == null ? ". Sections: " : " Sections: ") + String.join(", ", known));
        }
    }
}
