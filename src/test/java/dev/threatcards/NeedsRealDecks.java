package dev.threatcards;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/** A test, or all tests of a class, that read {@link RealDecks}: skipped where these are missing, and counted at the end of the build. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealDeckTests.class)
public @interface NeedsRealDecks {
}
