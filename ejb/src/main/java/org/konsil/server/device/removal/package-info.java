/** After a certificate was revoked: its device is put out; messaging takes over. */
@NullMarked
package org.konsil.server.device.removal;

import org.jspecify.annotations.NullMarked;
