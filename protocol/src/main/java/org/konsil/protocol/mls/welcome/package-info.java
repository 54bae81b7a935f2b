/** What a group is at one epoch and how somebody new gets to know it: group context, group info, welcome (RFC 9420, sections 8.1 and 12.4.3). */
@NullMarked
package org.konsil.protocol.mls.welcome;

import org.jspecify.annotations.NullMarked;
