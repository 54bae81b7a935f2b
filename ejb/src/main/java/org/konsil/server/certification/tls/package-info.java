/** The server's own certificate for TLS: issuance certifies it like any server's, WildFly and Keycloak show it. */
@NullMarked
package org.konsil.server.certification.tls;

import org.jspecify.annotations.NullMarked;
