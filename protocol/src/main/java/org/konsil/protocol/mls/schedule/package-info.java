/** The secrets of an epoch and the keys of its messages (RFC 9420, sections 8 and 9). */
@NullMarked
package org.konsil.protocol.mls.schedule;

import org.jspecify.annotations.NullMarked;
