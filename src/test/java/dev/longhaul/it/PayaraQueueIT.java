package dev.longhaul.it;

class PayaraQueueIT extends QueueContract {

    PayaraQueueIT() {
        super(ServerKind.PAYARA, "payara-queue");
    }

    // it closes its log first, and only then stops what runs
    @Override
    boolean logsWhileItIsTerminated() {
        return false;
    }
}
