package dev.threatcards.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based uuids (RFC 9562, version 5), which are the same in every export. */
final class NamedUuid {

    /** The namespace. It never changes. */
    private static final UUID NAMESPACE = UUID.fromString("15d557dd-d929-4c6e-acee-c93fe0807070");

    private NamedUuid() {
    }

    static UUID of(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16).putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits()).flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID((hash.getLong() & ~0xF000L) | 0x5000L, (hash.getLong() & ~(3L << 62)) | (1L << 63));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
