package org.konsil.pki.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.Json;

/** The frozen chains that the app judges as well: {@code pki/test-vectors/device-chains.json}. */
final class DeviceChainVectors {

    static final Path FILE = Path.of("test-vectors", "device-chains.json");

    private DeviceChainVectors() {}

    /** A case as it stands in the file. */
    record Case(String name, List<byte[]> chain, Instant at, byte @Nullable [] list, String verdict) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The file's hospital and cases. */
    record Suite(X509Certificate root, String domain, List<Case> cases) {}

    static Suite read() throws Exception {
        Map<?, ?> file = (Map<?, ?>) Json.parse(Files.readString(FILE));
        List<Case> cases = new ArrayList<>();
        for (Object each : (List<?>) file.get("cases")) {
            Map<?, ?> fields = (Map<?, ?>) each;
            List<byte[]> chain = ((List<?>) fields.get("chain"))
                    .stream().map(DeviceChainVectors::bytes).toList();
            cases.add(new Case(
                    (String) fields.get("name"),
                    chain,
                    Instant.parse((String) fields.get("at")),
                    fields.containsKey("list") ? bytes(fields.get("list")) : null,
                    (String) fields.get("verdict")));
        }
        return new Suite(Certificates.parse(bytes(file.get("root"))), (String) file.get("domain"), cases);
    }

    private static byte[] bytes(Object base64) {
        return Base64.getDecoder().decode((String) base64);
    }
}
