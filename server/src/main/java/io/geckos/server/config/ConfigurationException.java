package io.geckos.server.config;

/** What keeps the server from starting, in one line for the operator: the key, the value, and what is allowed. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message, null, false, false);
    }

    /** A key that has a value it cannot have. */
    public static ConfigurationException badValue(String key, String value, String allowed) {
        return new ConfigurationException(key + ": bad value \"" + value + "\", allowed is " + allowed);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
