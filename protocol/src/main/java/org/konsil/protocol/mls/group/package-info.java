/** A group as its members live it (RFC 9420, sections 11 and 12): the door to everything else in mls is {@link MlsGroup}. */
@NullMarked
package org.konsil.protocol.mls.group;

import org.jspecify.annotations.NullMarked;
