package dev.longhaul.settings;

import java.util.List;

/** Keeps the application from starting with settings that make no sense; names every fault at once. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super(problems.size() + " invalid setting" + (problems.size() == 1 ? "" : "s") + ": "
                + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each fault: the key, what was seen, what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
