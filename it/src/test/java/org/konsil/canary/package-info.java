/** Looks for what was written in everything that the server keeps. */
package org.konsil.canary;
