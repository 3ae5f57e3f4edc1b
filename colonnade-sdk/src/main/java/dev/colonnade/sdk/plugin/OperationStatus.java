package dev.colonnade.sdk.plugin;

/// What a failing plug-in says of the operation.
public enum OperationStatus {
    FAILED(0),
    CANCELED(1),
    RETRY(2),
    SUSPENDED(3),
    SUCCEEDED(4);

    private final int number;

    OperationStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
