package dev.threatcards.web;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.web.http.ClientAddress;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a client may ask. */
final class RateLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter(2, 100, clock::get);

    private int allowed(String client, int requests) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += limiter.allows(client) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void aBurstIsAllowedAndThenTheRate() {
        assertThat(allowed("one", 100)).isEqualTo(2 * RateLimiter.BURST);
        clock.addAndGet(3 * SECOND);
        assertThat(allowed("one", 100)).isEqualTo(6);
        clock.addAndGet(1_000 * SECOND);
        assertThat(allowed("one", 100)).isEqualTo(2 * RateLimiter.BURST);
    }

    @Test
    void oneClientTakesNothingFromAnother() {
        allowed("one", 100);
        assertThat(limiter.allows("other")).isTrue();
    }

    @Test
    void theTableOfClientsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            limiter.allows("client " + i);
        }
        assertThat(limiter.size()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1, true", "192.0.2.1, 192.0.2.2, false", "2001:db8::1, 2001:db8::ffff:1, true",
            "2001:db8::1, 2001:db8:0:1::1, false"})
    void anIpv6NetworkIsOneClient(String one, String other, boolean same) throws Exception {
        assertThat(ClientAddress.of(InetAddress.getByName(one)).equals(ClientAddress.of(InetAddress.getByName(other))))
                .isEqualTo(same);
    }
}
