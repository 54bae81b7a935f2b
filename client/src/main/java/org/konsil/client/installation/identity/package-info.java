/** Keycloak, the second to start: its realm, clients and roles. */
@NullMarked
package org.konsil.client.installation.identity;

import org.jspecify.annotations.NullMarked;
