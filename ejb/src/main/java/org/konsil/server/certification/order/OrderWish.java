package org.konsil.server.certification.order;

import java.util.List;
import java.util.Optional;

/**
 * What a server asks for (RFC 8555, section 7.4).
 *
 * @param names as they came
 * @param replaces the certificate that is to be replaced, as RFC 9773, section 4.1, writes it
 */
public record OrderWish(List<String> names, Optional<String> replaces) {

    /** Keeps its own copy of the list. */
    public OrderWish {
        names = List.copyOf(names);
    }
}
