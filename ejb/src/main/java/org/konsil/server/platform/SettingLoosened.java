package org.konsil.server.platform;

import java.time.Instant;

/**
 * The server started with a setting that protects people less than the declared baseline (A10).
 *
 * @param setting its name
 * @param value as configured, without anything secret, in plain characters
 */
public record SettingLoosened(String setting, String value, Instant at) {}
