/// Everything that the instruments say of one recording, as one page: `gyre measure all`.
///
/// [org.gyre.lab.survey.RecordingSurvey] runs the [org.gyre.lab.survey.Section]s in order of worth as long as its
/// budget lasts. Each section is a class of its own, which takes the [org.gyre.lab.survey.Subject] (the recording,
/// its bins, the settings) and writes what it found into [org.gyre.lab.survey.Findings]: sentences, figures, numbers,
/// warnings, and its part of the methods paragraph. [org.gyre.lab.survey.Survey] holds the findings, from which
/// come the page and the JSON object.
///
/// No section draws or writes files; the figures are those of `org.gyre.lab.report`. Random numbers come from one
/// seed, split by section, so that a section finds the same whichever others run.
@NullMarked
package org.gyre.lab.survey;

import org.jspecify.annotations.NullMarked;
