/** Who is in a group, followed from public handshake messages alone: all that a server can know, and needs for routing. */
@NullMarked
package org.konsil.protocol.mls.roster;

import org.jspecify.annotations.NullMarked;
