/** Starts, watches and stops one whole system; its stages are layout, database, identity and server. */
@NullMarked
package org.konsil.client.installation;

import org.jspecify.annotations.NullMarked;
