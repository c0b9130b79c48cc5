package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class CoreEmbeddingTest {
    private static final double[] CORE = {10, -20, 30, 40};

    @Test
    void theBlocksAreWhereTheyBelong() {
        double[] network = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        CoreEmbedding embedding = CoreEmbedding.of(2, CORE, 3, network);
        assertThat(embedding.weights()).containsExactly(10, -20, 3, 30, 40, 6, 7, 8, 9);
        assertThat(embedding.core()).isEqualTo(CORE);
        assertThat(embedding.deaf().weights()).containsExactly(10, -20, 0, 30, 40, 0, 7, 8, 9);
        assertThat(embedding.unheard().weights()).containsExactly(10, -20, 3, 30, 40, 6, 0, 0, 9);
        assertThat(embedding.units()).isEqualTo(3);
        assertThat(embedding.coreUnits()).isEqualTo(2);
    }

    @Test
    void theFactorsScaleWhatIsDrawn() {
        RandomStream stream = RandomStream.of(6);
        RandomWeights law = RandomWeights.normal(1);
        double[] drawn = law.draw(7, stream);
        double[] embedded =
                CoreEmbedding.random(2, CORE, 7, law, 2, 0.5, stream).weights();
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                double factor = i < 2 ? 2 : j < 2 ? 0.5 : 1;
                assertThat(embedded[7 * i + j]).isEqualTo(i < 2 && j < 2 ? CORE[2 * i + j] : factor * drawn[7 * i + j]);
            }
        }
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> CoreEmbedding.of(3, CORE, 4, new double[16])).hasMessageContaining("core of 3 units");
        assertThatThrownBy(() -> CoreEmbedding.of(2, CORE, 2, CORE)).hasMessageContaining("more than the core of 2");
        assertThatThrownBy(() ->
                        CoreEmbedding.random(2, CORE, 3, RandomWeights.normal(1), Double.NaN, 1, RandomStream.of(1)))
                .hasMessageContaining("must be finite");
    }
}
