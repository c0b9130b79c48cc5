/// Data sets of labelled images that the program knows by name: what their files are (with their
/// SHA-256), who made them and under which licence, where they come from, and how they are read.
///
/// Start with [org.gyre.data.catalogue.Catalogue]:
///
/// ```
/// ImageSet mnist = DataFolder.ofUser().read(Catalogue.entry("mnist"));
/// List<LabelledImages> parts = mnist.training().split(stream.split("validation"), 48_000, 12_000);
/// PixelScale scale = PixelScale.of(parts.getFirst());
/// float[] rows = scale.rows(parts.getFirst()); // [image][pixel]
/// ```
///
/// [org.gyre.data.catalogue.FixedSplit] has the split of `digits` that is the same for everybody.
///
/// Nothing here fetches or writes: the files are brought by `gyre data get NAME`, or by hand.
@NullMarked
package org.gyre.data.catalogue;

import org.jspecify.annotations.NullMarked;
