/** Where people come from: Keycloak's users become rows, before lookup finds them. */
@NullMarked
package org.konsil.server.directory.synchronisation;

import org.jspecify.annotations.NullMarked;
