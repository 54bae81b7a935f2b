/** How a device proves at the socket that it holds its certified key; docs/protocol/labels.md describes the bytes. */
@NullMarked
package org.konsil.protocol.session;

import org.jspecify.annotations.NullMarked;
