package org.konsil.client;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.konsil.client.transport.AttachmentServer;
import org.konsil.client.transport.Wire;

/**
 * Where a session takes from what it does not have itself.
 *
 * @param host that the server's challenge must name
 * @param token an access token; true for one that was never used
 */
record Surroundings(
        Wire.Maker wires,
        String host,
        Function<Boolean, String> token,
        Supplier<byte[]> revocationList,
        AttachmentServer attachments,
        X509Certificate root,
        String domain,
        Clock clock) {}
