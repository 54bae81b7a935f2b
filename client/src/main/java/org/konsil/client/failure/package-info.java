/** What can go wrong at a device, told apart by who can do something about it; a code says what, never any content. */
@NullMarked
package org.konsil.client.failure;

import org.jspecify.annotations.NullMarked;
