/** While the server runs: whether what it stands on still answers. */
@NullMarked
package org.konsil.server.platform.health;

import org.jspecify.annotations.NullMarked;
