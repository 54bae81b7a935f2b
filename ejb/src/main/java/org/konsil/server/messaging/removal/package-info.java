/** A device was put out, or is silent: its removal is proposed in each of its groups, until a commit that submission took does it. */
@NullMarked
package org.konsil.server.messaging.removal;

import org.jspecify.annotations.NullMarked;
