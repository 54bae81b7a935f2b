/** What members ask for and what they do: proposals and commits (RFC 9420, sections 12.1 and 12.4). */
@NullMarked
package org.konsil.protocol.mls.proposal;

import org.jspecify.annotations.NullMarked;
