package dev.longhaul.request;

/** What is done for a client that waits. */
@FunctionalInterface
public interface RequestWork {

    /**
     * Does the work while it looks at the token of the request.
     *
     * @return what the client gets; {@link Answer#nothingMore()} when the body was written piece by piece
     * @throws Exception to end without an answer: with the exception of a token it is the token's reason that the
     *     client is told of, anything else is logged and answered as an error of the server
     */
    Answer answer(LongRequest request) throws Exception;
}
