package org.konsil.pki.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.pki.request.RequestRefusedException.Reason;

/** Reads PKCS#10 requests (RFC 2986) for device certificates: a P-256 key and two URIs, one of them the device's. */
public final class DeviceRequestReader {
    public static final int MAX_BYTES = CertificationRequestReader.MAX_BYTES;
    private static final String DEVICE_URI = "urn:uuid:";

    private final CertificationRequestReader requests = new CertificationRequestReader(Set.of(KeyAlgorithm.P256));

    /**
     * Checks size, encoding, key, signature and the form of the claims.
     *
     * @throws RequestRefusedException with the first thing that is wrong
     */
    public DeviceRequest read(byte[] der) throws RequestRefusedException {
        return of(requests.read(der));
    }

    /**
     * The same of a request that was read already.
     *
     * @throws RequestRefusedException if it does not name one device, by URIs alone
     */
    public static DeviceRequest of(CertificationRequest request) throws RequestRefusedException {
        if (request.claimedNames().isEmpty()) {
            throw new RequestRefusedException(Reason.UNKNOWN_ATTRIBUTE);
        }
        List<String> uris = new ArrayList<>();
        for (AlternativeName name : request.claimedNames()) {
            if (name.kind() != AlternativeName.Kind.URI) {
                throw new RequestRefusedException(Reason.NAMES_OTHER_THAN_URIS);
            }
            uris.add(name.text());
        }
        return new DeviceRequest(request.publicKey(), request.claimedSubject(), List.copyOf(uris), onlyDevice(uris));
    }

    private static UUID onlyDevice(List<String> uris) throws RequestRefusedException {
        List<String> devices = uris.stream()
                .filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith(DEVICE_URI))
                .toList();
        if (devices.size() != 1) {
            throw new RequestRefusedException(Reason.NOT_ONE_DEVICE);
        }
        String text = devices.get(0).substring(DEVICE_URI.length());
        try {
            UUID device = UUID.fromString(text);
            if (!devices.get(0).equals(DEVICE_URI + device)) {
                throw new RequestRefusedException(Reason.NOT_ONE_DEVICE);
            }
            return device;
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(Reason.NOT_ONE_DEVICE, e);
        }
    }
}
