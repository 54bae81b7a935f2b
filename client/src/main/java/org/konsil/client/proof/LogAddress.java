package org.konsil.client.proof;

import java.io.IOException;
import java.net.URI;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.transport.Http;

/** A log as its server gives it out, to whoever has the token of an auditor. */
public record LogAddress(URI address, Http http, String token) implements LogFiles {

    @Override
    public byte[] read(String name, int mostBytes) throws IOException {
        try {
            URI file = URI.create(address.toString().replaceAll("/*$", "") + "/" + name);
            byte[] bytes = http.send(Http.request(file).header("Authorization", "Bearer " + token));
            if (bytes.length > mostBytes) {
                throw new IOException("too long: " + name);
            }
            return bytes;
        } catch (RefusedException | TamperedException refused) {
            throw new IOException(name + ": " + refused.code(), refused);
        }
    }
}
