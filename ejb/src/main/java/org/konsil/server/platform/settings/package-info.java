/** What is configured, beside the baseline that was declared (A10); {@code start} has seen to it that it can be used. */
@NullMarked
package org.konsil.server.platform.settings;

import org.jspecify.annotations.NullMarked;
