package dev.threatcards.search;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AsideTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesWhatItCameTo(boolean isWorthwhile) throws IOException {
        try (Aside<String> aside = Aside.of(() -> "counts", isWorthwhile)) {
            assertThat(aside.get()).isEqualTo("counts");
            assertThat(aside.get()).isEqualTo("counts");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWhereItIsAskedForAsItFailed(boolean isWorthwhile) {
        try (Aside<String> aside = Aside.of(() -> {
            throw new IOException("unreadable");
        }, isWorthwhile)) {
            assertThatThrownBy(aside::get).isExactlyInstanceOf(IOException.class).hasMessage("unreadable");
        }
    }

    @Test
    void doesSmallWorkAtOnceInTheSameThread() throws IOException {
        Thread caller = Thread.currentThread();
        AtomicBoolean isDone = new AtomicBoolean();
        try (Aside<Thread> aside = Aside.of(() -> {
            isDone.set(true);
            return Thread.currentThread();
        }, false)) {
            assertThat(isDone).isTrue();
            assertThat(aside.get()).isSameAs(caller);
        }
    }

    @Test
    void nothingGoesOnAfterItIsClosed() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean hasEnded = new AtomicBoolean();
        Thread.ofVirtual().start(() -> {
            sleepABit();
            mayEnd.countDown();
        });
        try (Aside<Boolean> aside = Aside.of(() -> {
            await(mayEnd);
            hasEnded.set(true);
            return true;
        }, true)) {
            assertThat(aside).isNotNull();
        }
        assertThat(hasEnded).isTrue();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IOException("nobody let it end");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void sleepABit() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
