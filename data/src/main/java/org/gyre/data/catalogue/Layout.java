package org.gyre.data.catalogue;

/// How the files of a data set hold its images.
public enum Layout {
    /// Four IDX files: training images, training labels, test images, test labels.
    IDX,
    /// One table: a line for each image, its pixels row after row, then its label, between commas.
    TABLE
}
