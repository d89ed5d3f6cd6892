package dev.longhaul.asyncstate;

class InMemoryAsyncStateTest extends AsyncStateContract {

    private final StateNodes nodes = new StateNodes();
    private final AsyncState owner = nodes.start("first");
    private final AsyncState other = nodes.start("second");

    @Override
    AsyncState owner() {
        return owner;
    }

    @Override
    AsyncState other() {
        return other;
    }

    @Override
    String ownerName() {
        return "first";
    }

    @Override
    void settle() {
        nodes.settle();
    }
}
