/** What {@code telling} sent at another node comes in here, and is handed to whoever is connected to this node. */
@NullMarked
package org.konsil.server.cluster.hearing;

import org.jspecify.annotations.NullMarked;
