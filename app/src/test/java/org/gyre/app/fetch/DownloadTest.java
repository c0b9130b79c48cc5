package org.gyre.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.gyre.app.fetch.FetcherTest.Web;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against servers on the loopback.
class DownloadTest {
    private static final Download PATIENT = new Download(Duration.ofSeconds(30));

    @Test
    void theBodyIsTaken() throws IOException {
        try (Web web = new Web(0)) {
            assertThat(PATIENT.get(web.address().resolve("test-labels.gz"), 1000))
                    .isEqualTo(SmallSet.gzip(SmallSet.content("test-labels")));
        }
    }

    @Test
    void whatIsNotThereIsTold() throws IOException {
        try (Web web = new Web(0)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PATIENT.get(web.address().resolve("nothing.gz"), 1000))
                    .withMessage("answered with status 404");
        }
    }

    @Test
    void aBodyThatIsTooLongIsGivenUp() throws IOException {
        try (Web web = new Web(1 << 20)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PATIENT.get(web.address().resolve("test-labels.gz"), 1000));
        }
    }

    @Test
    @Timeout(20)
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/x");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new Download(Duration.ofSeconds(1)).get(address, 10))
                    .withMessage("did not answer within 1 s");
        }
    }
}
