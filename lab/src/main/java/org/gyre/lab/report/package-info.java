/// Figures as data, and the pages that show them.
@NullMarked
package org.gyre.lab.report;

import org.jspecify.annotations.NullMarked;
