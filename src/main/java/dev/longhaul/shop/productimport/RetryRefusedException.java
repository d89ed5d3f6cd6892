package dev.longhaul.shop.productimport;

/** The rejects of an import are not retried. Nothing was started; the message is one sentence for the person. */
public final class RetryRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Refusal {
        /** It has not ended. */
        NOT_ENDED("not-ended", "Only the rejects of an import that has ended can be retried."),
        /** It was undone, or is being undone. */
        UNDONE("undone", "The import was undone, or is being undone, so its rejects are not retried."),
        /** It retries the rejects of another import. */
        RETRY("retry", "This import is itself a retry; what is left is retried from the first import."),
        /** Each of its rejects was imported by a retry. */
        NOTHING_LEFT("nothing-left", "None of these rejects is left.");

        private final String key;
        private final String sentence;

        Refusal(String key, String sentence) {
            this.key = key;
            this.sentence = sentence;
        }

        /** For the page's texts. */
        public String key() {
            return key;
        }
    }

    private final Refusal refusal;

    RetryRefusedException(Refusal refusal) {
        super(refusal.sentence);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
