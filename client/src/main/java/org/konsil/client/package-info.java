/**
 * What runs outside the server: the device library, whose door is {@link org.konsil.client.KonsilDevice}, the konsil command, and
 * what starts and stops a system.
 */
@NullMarked
package org.konsil.client;

import org.jspecify.annotations.NullMarked;
