package dev.longhaul.run;

/** A run was to hold another one, which does not permit it. Nothing was recorded. */
public final class RunHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a run cannot be held. */
    public enum Refusal {
        /** It does not exist. */
        UNKNOWN,
        /** It has not ended. */
        NOT_ENDED,
        /** Another run holds it. */
        HELD
    }

    private final Refusal refusal;

    RunHeldException(RunId held, Refusal refusal) {
        super("run " + held + " cannot be held: " + refusal);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
