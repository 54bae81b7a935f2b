/** What runs outside the server: the konsil command and what it is made of. */
@NullMarked
package org.konsil.client;

import org.jspecify.annotations.NullMarked;
