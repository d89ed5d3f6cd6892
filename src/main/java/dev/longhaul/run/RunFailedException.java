package dev.longhaul.run;

/** Ends a run as failed, with a sentence that is shown to the person who started it. */
public class RunFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public RunFailedException(String sentence) {
        super(sentence);
    }
}
