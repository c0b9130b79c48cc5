package org.gyre.app.fetch;

import java.util.List;
import org.gyre.data.catalogue.ImageSet;

/// What came of a request for a data set.
///
/// @param images as they are in the folder now
/// @param origin where the files came from, or empty if they were there already
/// @param warnings sentences about sources that failed before another one worked
public record Fetched(ImageSet images, String origin, List<String> warnings) {}
