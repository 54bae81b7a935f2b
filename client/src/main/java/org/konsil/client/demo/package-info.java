/** A hospital to try things with: people, approved hardware, and two devices that write to each other. */
@NullMarked
package org.konsil.client.demo;

import org.jspecify.annotations.NullMarked;
