package dev.colonnade.sdk.plugin;

/// Which steps others may register on a custom API.
public enum ProcessingStepType {
    NONE(0),
    ASYNC_ONLY(1),
    SYNC_AND_ASYNC(2);

    private final int number;

    ProcessingStepType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
