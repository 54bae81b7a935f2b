/** What was committed at this node goes to the other nodes, over the topic; there {@code hearing} takes over. */
@NullMarked
package org.konsil.server.cluster.telling;

import org.jspecify.annotations.NullMarked;
