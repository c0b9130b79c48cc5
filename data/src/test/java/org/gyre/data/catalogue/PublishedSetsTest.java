package org.gyre.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

/// The real data sets, where `gyre data get` has brought them; they do not come with the program.
class PublishedSetsTest {
    private static ImageSet read(String name) {
        CatalogueEntry entry = Catalogue.entry(name);
        DataFolder folder = DataFolder.ofUser();
        assumeTrue(folder.has(entry), name + " is absent: 'gyre data get " + name + "' brings it");
        return folder.read(entry);
    }

    /// Numbers of images by digit, and mean .1307 and deviation .3081 of the training pixels over
    /// 255, as everybody's programs have them.
    @Test
    void mnistHasItsPublishedNumbers() {
        ImageSet mnist = read("mnist");
        assertThat(mnist.training().width()).isEqualTo(28);
        assertThat(mnist.training().height()).isEqualTo(28);
        assertThat(mnist.training().labelCounts())
                .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(mnist.publishedTest().labelCounts())
                .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        PixelScale scale = PixelScale.of(mnist.training());
        assertThat(scale.mean() / 255).isCloseTo(0.1307, within(5e-5));
        assertThat(scale.deviation() / 255).isCloseTo(0.3081, within(5e-5));
    }

    /// 7000 pictures of each class, of which 1000 for tests (Xiao, Rasul & Vollgraf 2017).
    @Test
    void fashionMnistIsBalanced() {
        ImageSet fashion = read("fashion-mnist");
        assertThat(fashion.training().labelCounts()).hasSize(10).containsOnly(6000);
        assertThat(fashion.publishedTest().labelCounts()).hasSize(10).containsOnly(1000);
    }

    /// The counts of the test set as its description at UCI has them.
    @Test
    void digitsAreThe1797OfTheTestSet() {
        ImageSet digits = read("digits");
        assertThat(digits.training().pixelsPerImage()).isEqualTo(64);
        assertThat(digits.training().labelCounts()).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        assertThat(digits.test()).isEmpty();
    }

    @Test
    void aNameThatIsUnknownIsToldWithThoseThatThereAre() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Catalogue.entry("mnits"))
                .withMessage("data set 'mnits': unknown; choose from mnist, fashion-mnist, digits");
    }
}
