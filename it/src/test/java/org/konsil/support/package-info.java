/** What the tests from outside stand on: the running system, people who sign in, devices, browsers. */
package org.konsil.support;
