package dev.longhaul.shop.productimport.undo;

/** A run is not undone. Nothing was recorded; the message is one sentence for the person who asked. */
public final class UndoRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Refusal {
        /** It does not exist, or is neither an import nor an undo. */
        UNKNOWN("This run does not exist."),
        /** It has not ended. */
        NOT_ENDED("Only an import that has ended can be undone."),
        /** It was undone, or is being undone. */
        UNDONE("This was undone already, or is being undone."),
        /** It changed no product. */
        NOTHING_CHANGED("This has changed no product, so there is nothing to undo."),
        /** It undid an undo. */
        REDONE("This has undone an undo; undo the import itself."),
        /** What it changed was not recorded, or is no longer stored. */
        NOT_RECORDED("This import ran before changes were recorded, so it cannot be undone.");

        private final String sentence;

        Refusal(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    private final Refusal refusal;

    UndoRefusedException(Refusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
