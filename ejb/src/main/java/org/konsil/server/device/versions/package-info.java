/** Which versions of operating systems get security updates, and which updates there are; standing judges by it. */
@NullMarked
package org.konsil.server.device.versions;

import org.jspecify.annotations.NullMarked;
