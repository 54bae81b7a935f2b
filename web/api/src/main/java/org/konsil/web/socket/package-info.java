/** The socket /socket (docs/protocol/socket.md): frames become calls of doors, answers and envelopes become frames. */
@NullMarked
package org.konsil.web.socket;

import org.jspecify.annotations.NullMarked;
